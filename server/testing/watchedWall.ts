import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { demoCity } from '../simulation/city/demoCity.ts';
import { openBrowser } from './openBrowser.ts';
import type { ScreenKeeper } from './pairScreen.ts';
import { startDuban, type RunningDuban } from './startDuban.ts';

export interface WatchedWall {
  duban: RunningDuban;
  /** A browser of its own; signed in as `monitor` unless it is to be a screen. */
  browse(as?: 'screen'): Promise<BrowserContext>;
  /** An administrator who lets screens in. */
  keeper(): Promise<ScreenKeeper>;
  /** New cases of today, reported by one of the sources. */
  report(source: string, cases: number): Promise<void>;
  end(): Promise<void>;
}

/** What a test of walls does not do itself: fetch what is not there, and the network's own lines about cut connections. */
const expected = /WebSocket|net::|status of (40[134]|50[03])/;

/**
 * duban as it is started, with the demo city, sources of these names, and Chromium to watch it.
 * @param now the server's clock
 */
export async function watchedWall(options: {
  sources: readonly string[];
  now?: () => number;
  env?: Record<string, string>;
}): Promise<WatchedWall> {
  const { sources, now = Date.now, env = {} } = options;
  const duban = await startDuban(async () => env);
  const city = demoCity();
  const file = join(tmpdir(), `duban-city-${process.pid}.json`);
  await writeFile(file, JSON.stringify(city));
  await duban.command('catalogue', 'import', file);
  const keys = new Map<string, string>();
  for (const name of sources)
    keys.set(name, await duban.command('source', 'add', name, '--uri', `/wall/${keys.size}`));
  const uris = new Map(sources.map((name, index) => [name, `/wall/${index}`]));
  const browser: Browser = await openBrowser();
  const item = city.items?.find(({ handling }) => handling === 'promised');
  const office = city.departments?.find(({ region }) => region !== '500000');
  let password: string | undefined;
  let cases = 0;

  const opened = (source: string): object[] => {
    const subject = `W${Date.now()}-${(cases += 1)}`;
    const data = { item: item?.code, department: office?.code, region: office?.region, channel: 'web' };
    return ['case.submitted', 'case.received', 'case.accepted'].map((type, step) => ({
      specversion: '1.0',
      id: `${subject}-${type}`,
      source: uris.get(source),
      type,
      time: new Date(now() - 300 + step * 100).toISOString(),
      subject,
      data,
    }));
  };
  let token: string | undefined;
  return {
    duban,
    async keeper() {
      if (token === undefined) {
        await duban.command('user', 'add', 'keeper', '--role', 'admin');
        token = await duban.command('token', 'add', 'keeper');
      }
      return { url: duban.url, token };
    },
    async browse(as) {
      const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
      if (as === 'screen') return context;
      password ??= (await duban.command('user', 'add', 'monitor', '--role', 'monitor')).replace(
        'password: ',
        '',
      );
      const answer = await context.request.post(`${duban.url}/api/v1/session`, {
        data: { name: 'monitor', password },
        headers: { origin: duban.url },
      });
      if (!answer.ok()) throw new Error(`the monitor was not let in: ${await answer.text()}`);
      return context;
    },
    async report(source, count) {
      const response = await fetch(`${duban.url}/api/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${keys.get(source)}`, 'content-type': 'application/json' },
        body: JSON.stringify(Array.from({ length: count }, () => opened(source)).flat()),
      });
      const { accepted } = (await response.json()) as { accepted?: number };
      if (accepted !== count * 3) throw new Error(`not all was accepted: ${response.status} ${accepted}`);
    },
    async end() {
      await browser.close();
      await duban.end();
    },
  };
}

/** Collects what a page complains of beside the network's own lines. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) complaints.push(message.text());
  });
  return complaints;
}
