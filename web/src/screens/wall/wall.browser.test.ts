import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RoomSnapshot } from '#contract/wall';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCity } from '../../../../server/simulation/city/demoCity.ts';
import { openBrowser } from '../../../../server/testing/openBrowser.ts';
import { startDuban } from '../../../../server/testing/startDuban.ts';
import type { RunningDuban } from '../../../../server/testing/startDuban.ts';

const sourceUri = '/cq/city';
const city = demoCity();
const promised = city.items?.filter((item) => item.handling === 'promised') ?? [];
const offices = (city.departments ?? []).filter((office) => office.region !== '500000').slice(0, 300);

let duban: RunningDuban;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let key: string;
const complaints: string[] = [];
let cases = 0;

async function post(events: object[]): Promise<void> {
  const response = await fetch(`${duban.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(events),
  });
  expect(await response.json()).toMatchObject({ accepted: events.length, rejected: 0 });
}

/** The first events of a case that was accepted so many days ago. */
function opened(daysAgo: number) {
  const subject = `${Date.now()}-${++cases}`;
  const office = offices[cases % offices.length]!;
  const item = promised[cases % promised.length]!;
  const at = (ms: number) => new Date(Date.now() - daysAgo * 86_400_000 - ms).toISOString();
  const event = (type: string, time: string, data: object = {}) => ({
    specversion: '1.0',
    id: `${subject}-${type}`,
    source: sourceUri,
    type,
    time,
    subject,
    data: { item: item.code, department: office.code, region: office.region, channel: 'web', ...data },
  });
  return [event('case.submitted', at(900)), event('case.received', at(600)), event('case.accepted', at(300))];
}

async function signedInPage(): Promise<Page> {
  const next = await context.newPage();
  next.on('pageerror', (error) => complaints.push(error.message));
  next.on('console', (message) => {
    // the network's own lines: a cut connection, somebody not signed in and a case that is not there are part of the play
    if (message.type() === 'error' && !/WebSocket|net::|status of 40[134]/.test(message.text()))
      complaints.push(message.text());
  });
  return next;
}

async function serverSnapshot(): Promise<RoomSnapshot> {
  const cookies = await context.cookies();
  const socket = io(duban.url, {
    transports: ['websocket'],
    extraHeaders: {
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      origin: duban.url,
    },
  });
  try {
    return (await socket.timeout(10_000).emitWithAck('join', 'wall')) as RoomSnapshot;
  } finally {
    socket.disconnect();
  }
}

const figure = (label: string) =>
  page.locator('.figure', { has: page.locator('h2', { hasText: label }) }).locator('.value');

/** Every text on the page with its size, and whether something is cut off or leaves the page. */
async function layout() {
  return page.evaluate(() => {
    const texts = [...document.querySelectorAll<HTMLElement>('main *')].filter((element) =>
      [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
    );
    const sizes = texts.map((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    const outside = texts.filter((element) => {
      const { right, bottom, left, top, width, height } = element.getBoundingClientRect();
      // what has no room in a flag's row is on a line that is not shown
      const row = element.closest('.half')?.getBoundingClientRect();
      if (row && top >= row.bottom - 2) return false;
      // an inline element's box is higher than its ink
      const spare = Math.max(0, height - Number.parseFloat(getComputedStyle(element).fontSize)) / 2;
      const isAbove = top + spare < -1 || left < -1;
      return width > 0 && (right > innerWidth + 1 || bottom - spare > innerHeight + 1 || isAbove);
    });
    const cut = texts.filter((element) => {
      const { writingMode, display } = getComputedStyle(element);
      return (
        writingMode === 'horizontal-tb' &&
        display !== 'inline' &&
        element.scrollWidth > element.clientWidth + 1
      );
    });
    const { scrollWidth, scrollHeight } = document.documentElement;
    return {
      smallest: Math.min(...sizes),
      outside: outside.map((element) => element.textContent?.trim()),
      cut: cut.map((element) => element.textContent?.trim()),
      scrolls: scrollWidth > innerWidth || scrollHeight > innerHeight,
    };
  });
}

const picture = (name: string) =>
  page.screenshot({ path: join(tmpdir(), `duban-${name}.png`), timeout: 60_000 });

beforeAll(async () => {
  duban = await startDuban();
  browser = await openBrowser();
  context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  page = await signedInPage();
});

afterAll(async () => {
  await browser?.close();
  await duban?.end();
});

// One story from an empty installation to a wall that survives its server: each chapter needs the one before.
describe('the wall of a new installation', { sequential: true }, () => {
  it('shows a quiet panel and never a login to a screen without access', async () => {
    await page.goto(`${duban.url}/wall`);
    await page.getByText('此屏幕等待接入').waitFor();
    expect(await page.locator('input').count()).toBe(0);
  });

  it('tells an empty installation what to do next', async () => {
    const setUp = await context.request.post(`${duban.url}/api/v1/setup`, {
      data: { code: duban.setupCode(), name: 'lin', password: 'harbour-lantern-29' },
      headers: { origin: duban.url },
    });
    expect(setUp.status()).toBe(201);
    await page.goto(`${duban.url}/wall?lang=zh`);
    await page.getByText('还没有可以显示的数据').waitFor();
    await picture('wall-empty');
  });

  it('comes alive by itself once a catalogue, a source and events are there', async () => {
    const file = join(tmpdir(), `duban-city-${process.pid}.json`);
    await writeFile(file, JSON.stringify(city));
    await duban.command('catalogue', 'import', file);
    key = await duban.command('source', 'add', '市平台', '--uri', sourceUri);
    await post(Array.from({ length: 40 }, () => opened(120)).flat());
    await post(Array.from({ length: 60 }, () => opened(0)).flat());
    await figure('今日收件').waitFor({ timeout: 30_000 });
    // a red flag takes the screen for 20 s
    await expect.poll(() => figure('今日收件').innerText(), { timeout: 60_000 }).toBe('60');
    await expect.poll(() => figure('在办').innerText(), { timeout: 60_000 }).toBe('100');
  });

  it('shows a pop-up card, wired to its tile and beside what it points to', async () => {
    let done = false;
    const feeding = (async () => {
      while (!done) {
        await post(opened(0));
        await new Promise((resolve) => setTimeout(resolve, 400));
      }
    })();
    await page.locator('.card').waitFor({ timeout: 30_000 });
    const [card, tile] = await Promise.all([
      page.locator('.card').boundingBox(),
      page.locator('.tile.pointed').boundingBox(),
    ]);
    done = true;
    await feeding;
    expect(card).not.toBeNull();
    expect(tile).not.toBeNull();
    const apart =
      tile!.x >= card!.x + card!.width ||
      tile!.x + tile!.width <= card!.x ||
      tile!.y >= card!.y + card!.height ||
      tile!.y + tile!.height <= card!.y;
    expect(apart).toBe(true);
    expect(await page.locator('.wires path.wire').nth(1).getAttribute('d')).toMatch(/^M/);
  });

  it('lists flags with severity and fact as the rules raise them', async () => {
    await page.locator('.flag').first().waitFor({ timeout: 60_000 });
    expect(await page.locator('.flag .fact').first().innerText()).not.toBe('');
    await expect.poll(() => figure('超期').innerText(), { timeout: 30_000 }).not.toBe('0');
    await page.locator('.worst, .row .who').first().waitFor();
  });

  it("shows exactly the figures of the server's own snapshot", async () => {
    await expect
      .poll(
        async () => {
          const { figures } = (await serverSnapshot()).state;
          const shown = await Promise.all(
            ['今日收件', '今日办结', '在办', '临期', '超期', '疑似异常'].map((label) =>
              figure(label).innerText(),
            ),
          );
          const meant = [
            figures.submitted,
            figures.concluded,
            figures.open,
            figures.dueSoon,
            figures.overdue + figures.overdueStatutory,
            figures.implausible,
          ];
          return shown.every((text, index) => text === String(meant[index])) ? 'equal' : { shown, meant };
        },
        { timeout: 20_000 },
      )
      .toBe('equal');
  });

  it.each(['zh', 'en'])(
    'has no scrollbar, nothing cut off and nothing under 24 px in %s',
    async (language) => {
      await page.goto(`${duban.url}/wall?lang=${language}`);
      await page.locator('.figure').first().waitFor();
      await page.waitForTimeout(1500);
      for (const [width, height] of [
        [1920, 1080],
        [3840, 2160],
        [1080, 1920],
      ] as const) {
        await page.setViewportSize({ width, height });
        await page.waitForTimeout(1000);
        const found = await layout();
        await picture(`wall-${language}-${width}x${height}`);
        expect(found).toMatchObject({ outside: [], scrolls: false });
        // a portrait screen shortens the names of items; the others show every text whole
        if (width > height) expect(found.cut).toEqual([]);
        expect(found.smallest).toBeGreaterThanOrEqual((24 * Math.min(width, height)) / 1080 - 0.1);
      }
      await page.setViewportSize({ width: 1920, height: 1080 });
    },
  );

  it('remembers the language and switches it on a key', async () => {
    await page.goto(`${duban.url}/wall`);
    await page.getByText('Received today', { exact: true }).waitFor();
    await page.keyboard.press('l');
    await page.getByText('今日收件', { exact: true }).first().waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  it('says that the link is lost, and goes on by itself when the server is back', async () => {
    const before = await figure('今日收件').innerText();
    await duban.kill();
    await page.getByText('连接已中断').waitFor({ timeout: 40_000 });
    await picture('wall-lost');
    expect(await figure('今日收件').innerText()).toBe(before);
    await duban.start();
    await expect.poll(() => page.getByText('连接已中断').count(), { timeout: 40_000 }).toBe(0);
    await post(opened(0));
    await expect
      .poll(() => figure('今日收件').innerText(), { timeout: 15_000 })
      .toBe(String(Number(before) + 1));
  });

  it('has not made the browser complain once', () => {
    expect(complaints).toEqual([]);
  });
});
