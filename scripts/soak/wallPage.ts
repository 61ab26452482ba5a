import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Locator, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { wallPages } from '#contract/screen';
import { tokenCommand } from '../../server/access/tokenCommand.ts';
import { userCommand } from '../../server/access/userCommand.ts';
import { packageRoot } from '../../server/db/packageRoot.ts';
import { chromiumFlags, chromiumPath } from '../../server/testing/openBrowser.ts';
import { pairScreen } from '../../server/testing/pairScreen.ts';
import type { BenchServer } from '../bench/benchServer.ts';
import type { Painted } from './eventToPixel.ts';

/** What Chromium says of the page after a full collection of garbage. */
export interface Sample {
  heapBytes: number;
  nodes: number;
  listeners: number;
  documents: number;
}

export interface WallPage {
  /** Loads the wall; answers ms from the navigation until figures were painted. */
  open(): Promise<number>;
  /** Holds the overview, once the playlist has come to it. */
  hold(): Promise<void>;
  /** No ring of a pulse is under way any more: each has listeners of its own for a second. */
  calm(): Promise<void>;
  /** Lets pulses and the overview go; resolves when the playlist has turned. */
  letGo(): Promise<void>;
  sample(): Promise<Sample>;
  framesPerSecond(): Promise<number>;
  /** What was painted since the page was opened, on this process's clock (`performance.now`). */
  painted(): Promise<Painted[]>;
  /** Tasks over 50 ms that began `after` ms from the navigation, without those that measuring itself has caused. */
  longTasks(after: number): Promise<number[]>;
  /** Errors on the console, and errors nobody caught. */
  errors: string[];
  close(): Promise<void>;
}

/**
 * A wall of 1920 × 1080 in real Chromium, paired as a screen on which all pages that have something to show turn, with
 * scripts/soak/probe.mjs in its page.
 */
export async function wallPage(server: BenchServer, dwellSeconds: number): Promise<WallPage> {
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: [...chromiumFlags, '--enable-precise-memory-info', '--js-flags=--expose-gc'],
  });
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const playlist = wallPages.map((page) => ({ page, dwellSeconds, skipIfEmpty: true }));
  const keeper = { url: server.url, token: await administrator(server) };
  await pairScreen(keeper, context.request, {
    name: 'soak',
    settings: { playlist: playlist.map((entry) => ({ ...entry, region: null, hours: null })) },
  });
  const page = await context.newPage();
  await page.addInitScript({ path: join(packageRoot, 'scripts', 'soak', 'probe.mjs') });
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable');

  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('crash', () => errors.push('the tab crashed'));
  page.on('console', (message) => {
    // not paired by a page of its own, it asks once whether somebody is signed in
    const { url } = message.location();
    if (message.type() === 'error' && !url.endsWith('/api/v1/session'))
      errors.push(`${message.text()} ${url}`);
  });
  let measurings: [from: number, to: number][] = [];
  /** What is asked of the page here for the sake of measuring: garbage collected, everything styled anew. */
  async function measuring<Result>(act: () => Promise<Result>): Promise<Result> {
    const from = await pageNow(page);
    const result = await act();
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))');
    measurings.push([from, await pageNow(page)]);
    return result;
  }

  return {
    errors,
    async open() {
      measurings = [];
      await page.goto(`${server.url}/wall`, { timeout });
      for (;;) {
        const painted = await page.evaluate<Painted | null>('soakProbe.painted[0] ?? null');
        if (painted) return painted[1];
        await sleep(100);
      }
    },
    async hold() {
      for (;;) {
        await nameOfPage(page).filter({ hasText: '总览' }).waitFor({ timeout });
        await page.keyboard.press(' ');
        await sleep(1500);
        // it may have turned in the moment before
        if ((await nameOfPage(page).innerText()) === '总览') return;
        await page.keyboard.press(' ');
      }
    },
    async calm() {
      await measuring(() => page.emulateMedia({ reducedMotion: 'reduce' }));
      await page.locator('i.ring').first().waitFor({ state: 'detached', timeout });
    },
    async letGo() {
      await measuring(() => page.emulateMedia({ reducedMotion: 'no-preference' }));
      await page.keyboard.press(' ');
      await nameOfPage(page).filter({ hasNotText: '总览' }).waitFor({ timeout });
    },
    sample: () => measuring(() => measure(cdp)),
    framesPerSecond: () => framesPerSecond(page),
    async painted() {
      const ahead = await clockAhead(page);
      const painted = await page.evaluate<Painted[]>('soakProbe.painted');
      return painted.map(([value, at]) => [value, at - ahead]);
    },
    async longTasks(after) {
      const tasks = await page.evaluate<[at: number, ms: number][]>('soakProbe.longTasks');
      const own = (at: number, ms: number) => measurings.some(([from, to]) => at <= to && at + ms >= from);
      return tasks.flatMap(([at, ms]) => (at < after || own(at, ms) ? [] : ms));
    },
    close: () => browser.close(),
  };
}

/** A token of an administrator made for the run. */
async function administrator({ pool }: BenchServer): Promise<string> {
  const lines: string[] = [];
  const say = { out: (line: string) => void lines.push(line), err: () => undefined };
  await userCommand(['add', 'soak', '--role', 'admin'], say, { pool });
  lines.length = 0;
  await tokenCommand(['add', 'soak'], say, { pool });
  const [token] = lines;
  if (token === undefined) throw new Error('no token was given');
  return token;
}

async function measure(cdp: CDPSession): Promise<Sample> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return {
    heapBytes: of('JSHeapUsedSize'),
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
    documents: of('Documents'),
  };
}

/** Of a machine that is used by others too. */
const timeout = 600_000;

/** How the wall's header calls the page that is shown. */
const nameOfPage = (page: Page): Locator => page.locator('main header .page');

const pageNow = (page: Page): Promise<number> => page.evaluate<number>('performance.now()');

/** By how much the page's monotonic clock is ahead of this process's: the quickest of 20 answers, good to a ms or two. */
async function clockAhead(page: Page): Promise<number> {
  let quickest = Infinity;
  let ahead = 0;
  for (let turn = 0; turn < 20; turn += 1) {
    const asked = performance.now();
    const there = await pageNow(page);
    const answered = performance.now();
    if (answered - asked >= quickest) continue;
    quickest = answered - asked;
    ahead = there - (asked + answered) / 2;
  }
  return ahead;
}

/** Callbacks of frames in two seconds. */
function framesPerSecond(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    const begun = performance.now();
    let frames = 0;
    requestAnimationFrame(function count(now) {
      if (now - begun >= 2000) return resolve(Math.round((frames * 10_000) / (now - begun)) / 10);
      frames += 1;
      requestAnimationFrame(count);
    });
  })`);
}
