import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arcMinutes, smallestArcMinutes } from '#contract/arcMinutes';
import { referenceWall } from '#contract/readingScale';
import { defaultScreenSettings, readingProfiles, wallPages } from '#contract/screen';
import type { OwnScreen, ReadingProfile, ScreenSettings, WallPage } from '#contract/screen';
import type { WallState } from '#contract/wall';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCity } from '../../../../server/simulation/city/demoCity.ts';
import { openBrowser } from '../../../../server/testing/openBrowser.ts';
import { startDuban } from '../../../../server/testing/startDuban.ts';
import type { RunningDuban } from '../../../../server/testing/startDuban.ts';
import { fillWall } from '../../testing/fullWall.ts';
import { findTextFaults } from '../../testing/wallText.ts';

/** What the test reaches for in the page: the stores of its own application. */
interface Stores {
  wall: { state: WallState | null };
  screen: { own: OwnScreen | null; pinned: WallPage | null; page: WallPage };
}
interface Reached extends HTMLElement {
  __vue_app__: { config: { globalProperties: { $pinia: { _s: Map<string, unknown> } } } };
}

const canvases: {
  width: number;
  height: number;
  panels: ScreenSettings['panels'];
  profiles?: ReadingProfile[];
}[] = [
  { width: 1920, height: 1080, panels: { columns: 3, rows: 3 } },
  // four times the pixels of the first, and the same layout: once is enough
  { width: 3840, height: 2160, panels: { columns: 2, rows: 2 }, profiles: ['near'] },
  { width: 7680, height: 2160, panels: { columns: 4, rows: 2 } },
  { width: 1080, height: 1920, panels: { columns: 1, rows: 1 } },
];
const noPanels = defaultScreenSettings.panels;

/** A profile's reference wall in the shape of a canvas: as high as a 16:9 one, or as wide as it is high. */
function seenFrom(profile: ReadingProfile, { width, height }: { width: number; height: number }) {
  const { widthMetres, distanceMetres } = referenceWall[profile];
  const metres = height > width ? widthMetres * (9 / 16) : (widthMetres * (9 / 16) * width) / height;
  return { width, height, widthMetres: metres, distanceMetres };
}

let duban: RunningDuban;
let browser: Browser;
let page: Page;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-layout-'));
  await mkdir(folder, { recursive: true });
  duban = await startDuban();
  browser = await openBrowser();
  page = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
  await page.request.post(`${duban.url}/api/v1/setup`, {
    data: { code: duban.setupCode(), name: 'lin', password: 'harbour-lantern-29' },
    headers: { origin: duban.url },
  });
  const city = join(folder, 'city.json');
  await writeFile(city, JSON.stringify(demoCity()));
  await duban.command('catalogue', 'import', city);
  const key = await duban.command('source', 'add', '重庆市网上政务服务大厅', '--uri', '/cq/city');
  const time = new Date(Date.now() - 60_000).toISOString();
  const data = {
    item: demoCity().items?.[0]?.code,
    region: '500112',
    department: '500112-ZJ',
    channel: 'web',
  };
  const event = {
    specversion: '1.0',
    id: 'one',
    source: '/cq/city',
    type: 'case.submitted',
    time,
    subject: 'a',
    data,
  };
  const posted = await fetch(`${duban.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify([event]),
  });
  expect(posted.status).toBeLessThan(300);
});

afterAll(async () => {
  await browser?.close();
  await duban?.end();
  await rm(folder, { recursive: true, force: true });
});

/** Loads the wall once, fuller than any city; pages, profiles and sizes are then changed in place. */
async function open(language: 'zh' | 'en'): Promise<void> {
  await page.goto(`${duban.url}/wall?lang=${language}`);
  await page.locator('.figure').first().waitFor({ timeout: 60_000 });
  const state = await page.evaluate(() => {
    const { _s: stores } =
      document.querySelector<Reached>('#app')!.__vue_app__.config.globalProperties.$pinia;
    return (stores.get('wall') as Stores['wall']).state!;
  });
  await page.evaluate(
    (filled) => {
      const { _s: stores } =
        document.querySelector<Reached>('#app')!.__vue_app__.config.globalProperties.$pinia;
      (stores.get('wall') as Stores['wall']).state = filled;
    },
    fillWall(state, new Date().toISOString()),
  );
}

async function show(shown: WallPage, settings: ScreenSettings): Promise<void> {
  await page.evaluate(
    ([next, changed]) => {
      const { _s: stores } =
        document.querySelector<Reached>('#app')!.__vue_app__.config.globalProperties.$pinia;
      const screen = stores.get('screen') as Stores['screen'];
      screen.own = { screenId: 1, name: '', region: null, settings: changed, build: '' };
      screen.pinned = next;
    },
    [shown, settings] as const,
  );
  // what is measured follows in the frames after: the page is there when nothing moves any more
  await page.waitForFunction(
    (next) => {
      const { _s: stores } =
        document.querySelector<Reached>('#app')!.__vue_app__.config.globalProperties.$pinia;
      if ((stores.get('screen') as Stores['screen']).page !== next) return false;
      const memory = window as unknown as { before?: string; still?: number };
      const now = [...document.querySelectorAll('main *')]
        .map((each) => each.getBoundingClientRect())
        .map(({ x, y, width, height }) => [x, y, width, height].map(Math.round).join())
        .join(' ');
      memory.still = memory.before === now ? (memory.still ?? 0) + 1 : 0;
      memory.before = now;
      return memory.still >= 2;
    },
    shown,
    { polling: 'raf', timeout: 30_000 },
  );
}

describe('every page of the wall', { sequential: true }, () => {
  it.each(['zh', 'en'] as const)(
    'is whole, large enough and off the seams on every canvas from every distance in %s',
    async (language) => {
      await open(language);
      const faults: string[] = [];
      for (const canvas of canvases) {
        await page.setViewportSize(canvas);
        for (const profile of canvas.profiles ?? readingProfiles) {
          const seen = seenFrom(profile, canvas);
          for (const shown of wallPages) {
            // a wall of panels from afar is one that is read from near: seams and profiles are checked one by one;
            // of the halls there are sentences alone, and no digit that a seam could cut
            const panels = profile === 'near' && shown !== 'halls' ? canvas.panels : noPanels;
            await show(shown, { ...defaultScreenSettings, language, profile, panels });
            const { smallest, outside, onSeam, scrolls, texts } = await page.evaluate(findTextFaults, panels);
            const minutes = arcMinutes(smallest, seen);
            if (outside.length + onSeam.length > 0 || scrolls || texts === 0 || minutes < smallestArcMinutes)
              faults.push(
                `${canvas.width} × ${canvas.height} ${profile} ${shown}: ${JSON.stringify({ minutes, outside, onSeam, scrolls, texts })}`,
              );
          }
        }
      }
      expect(faults).toEqual([]);
    },
    300_000,
  );
});
