import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inventedMap } from '../../../../server/testing/inventedMap.ts';
import { openBrowser } from '../../../../server/testing/openBrowser.ts';
import { startDuban } from '../../../../server/testing/startDuban.ts';
import type { RunningDuban } from '../../../../server/testing/startDuban.ts';

const names = ['甲区', '乙区', '丙区', '丁区', '戊区', '己区', '庚区', '辛区'];
const divisions = names.map((name, n) => ({
  code: `R${n}`,
  name,
  shortName: name[0]!,
  order: n,
  parent: 'C',
}));
const catalogue = {
  regions: [
    { code: 'C', name: '某市', shortName: '市级', kind: 'city' },
    ...divisions,
    { code: 'Z', name: '某新区', shortName: '新区', kind: 'zone', parent: 'C', overlaps: ['R0'], order: 20 },
  ],
  departments: [
    ...divisions.map(({ code }) => ({ code: `${code}-H`, name: '住建委', region: code })),
    { code: 'Z-H', name: '新区住建', region: 'Z' },
  ],
  items: [
    {
      code: 'permit',
      name: '施工许可',
      type: '01',
      handling: 'promised',
      promisedLimit: { value: 5, unit: 'workday' },
      validFrom: '2020-01-01',
    },
  ],
};
let duban: RunningDuban;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const complaints: string[] = [];

/** Cases of one region that were received just now. */
function received(region: string, count: number) {
  return Array.from({ length: count }, (_, n) => ({
    specversion: '1.0',
    id: `${region}-${n}`,
    source: '/city',
    type: 'case.submitted',
    time: new Date().toISOString(),
    subject: `${region}-${n}`,
    data: { item: 'permit', department: `${region}-H`, region, channel: 'web' },
  }));
}

beforeAll(async () => {
  duban = await startDuban();
  browser = await openBrowser();
  context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' });
  const made = await context.request.post(`${duban.url}/api/v1/setup`, {
    data: { code: duban.setupCode(), name: 'lin', password: 'harbour-lantern-29' },
    headers: { origin: duban.url },
  });
  expect(made.status()).toBe(201);
  const file = join(duban.dataDir, 'catalogue.json');
  await writeFile(file, JSON.stringify(catalogue));
  await duban.command('catalogue', 'import', file);
  const key = await duban.command('source', 'add', 'city', '--uri', '/city');
  const sent = await fetch(`${duban.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify([...received('R0', 9), ...received('R1', 3), ...received('Z', 2)]),
  });
  expect(await sent.json()).toMatchObject({ accepted: 14 });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 40[0134]/.test(message.text()))
      complaints.push(message.text());
  });
});
afterAll(async () => {
  await browser?.close();
  await duban?.end();
});

it('shows tiles as long as no map was imported', async () => {
  await page.goto(`${duban.url}/wall?lang=zh&map=geo`);
  await page.locator('.tile', { hasText: '甲' }).waitFor();
  expect(await page.getByText('审图号').count()).toBe(0);
});

it('imports a map in administration, not without its approval number, and says what has no shape', async () => {
  await page.goto(`${duban.url}/admin/map?lang=zh`);
  const file = Buffer.from(JSON.stringify(inventedMap(divisions.slice(0, 7))));
  const input = page.locator('input[type=file]');
  await input.setInputFiles({ name: 'city.geojson', mimeType: 'application/geo+json', buffer: file });
  await page.getByRole('button', { name: '核对' }).click();
  await page.getByText('地图管理条例').waitFor();
  await page.getByLabel(/审图号/).fill('审图号：测S(2026)001号');
  await page.getByRole('button', { name: '核对' }).click();
  await page.getByText('核对结果').waitFor();
  expect(await page.locator('.checked').innerText()).toContain('辛区 R7');
  await page.getByRole('button', { name: '导入', exact: true }).click();
  await page.getByText('审图号：测S(2026)001号').waitFor();
});

it.each([
  [1920, 1080],
  [1080, 1920],
])(
  'draws regions in their shapes with the approval number, others as tiles, at %i × %i',
  async (width, height) => {
    await page.setViewportSize({ width, height });
    await page.goto(`${duban.url}/wall?lang=zh&map=geo`);
    await page.getByText('审图号：测S(2026)001号').waitFor();
    const drawn = await page.evaluate(() => {
      const boxOf = (element: Element) => element.getBoundingClientRect();
      const map = document.querySelector('.field canvas');
      const number = [...document.querySelectorAll('.field p')].at(-1);
      if (!(map instanceof HTMLCanvasElement) || !number) throw new Error('no map');
      const pen = map.getContext('2d');
      const ratio = map.width / boxOf(map).width;
      const colours = [...document.querySelectorAll('.field [data-region]')].map((place) => {
        const { left, top, width: across, height: down } = boxOf(place);
        const x = (left + across / 2 - boxOf(map).left) * ratio;
        const y = (top + down / 2 - boxOf(map).top) * ratio;
        return [...(pen?.getImageData(x, y, 1, 1).data ?? [])].join();
      });
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      return {
        shapes: [...document.querySelectorAll('.field [data-region]')].map((place) =>
          place.getAttribute('data-region'),
        ),
        tiles: [...document.querySelectorAll('.rest [data-region]')].map((tile) =>
          tile.getAttribute('data-region'),
        ),
        colours,
        letters: Number.parseFloat(getComputedStyle(number).fontSize) / rem,
        lefts: [...document.querySelectorAll('.rest [data-region]')].map((tile) =>
          Math.round(boxOf(tile).left),
        ),
        inside: boxOf(number).bottom <= innerHeight && boxOf(number).right <= innerWidth,
      };
    });
    expect(drawn).toMatchObject({ inside: true, shapes: ['R0', 'R1', 'R2', 'R3', 'R4', 'R5', 'R6'] });
    expect(drawn.tiles.sort()).toEqual(['C', 'R7', 'Z']);
    expect(new Set(drawn.lefts).size).toBe(3);
    expect(drawn.letters).toBeGreaterThanOrEqual(2.4);
    // nine cases, three and none are three steps of the ramp; where nothing came the colour is the same
    expect(new Set(drawn.colours.slice(0, 3)).size).toBe(3);
    expect(new Set(drawn.colours.slice(2)).size).toBe(1);
    await page.screenshot({ path: join(tmpdir(), `duban-wall-map-${width}.png`), timeout: 60_000 });
  },
);

it('has not made the browser complain once', () => {
  expect(complaints).toEqual([]);
});
