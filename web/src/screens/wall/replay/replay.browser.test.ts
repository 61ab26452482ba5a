import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCity } from '../../../../../server/simulation/city/demoCity.ts';
import { openBrowser } from '../../../../../server/testing/openBrowser.ts';
import { startDuban } from '../../../../../server/testing/startDuban.ts';
import type { RunningDuban } from '../../../../../server/testing/startDuban.ts';

const city = demoCity();
const item = city.items?.find(({ handling }) => handling === 'promised');
const office = city.departments?.find(({ region }) => region !== '500000');
const zone = 8 * 3_600_000;
const yesterday = new Date(Date.now() + zone - 86_400_000).toISOString().slice(0, 10);

let duban: RunningDuban;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const complaints: string[] = [];

const submitted = (source: string, subject: string, time: number) => ({
  specversion: '1.0',
  id: subject,
  source,
  type: 'case.submitted',
  time: new Date(time).toISOString(),
  subject,
  data: { item: item?.code, department: office?.code, region: office?.region, channel: 'web' },
});

/** Two cases a minute of yesterday, from 09:00 until 10:00, and again from 10:30 on. */
function history(): object[] {
  const nine = Date.parse(`${yesterday}T09:00:00+08:00`);
  const time = (n: number) => nine + n * 30_000 + (n < 120 ? 0 : 30 * 60_000);
  return Array.from({ length: 240 }, (_, n) => submitted('/cq/past', `P${n}`, time(n)));
}

async function wallAt(address: string): Promise<Page> {
  const next = await context.newPage();
  next.on('pageerror', (error) => complaints.push(error.message));
  await next.goto(`${duban.url}/wall?lang=zh${address}`);
  return next;
}
const received = (of: Page): Promise<string> =>
  of
    .locator('.figure', { has: of.locator('h2', { hasText: '今日收件' }) })
    .locator('.value')
    .innerText();
const becomes = (of: Page, figure: string) =>
  expect.poll(() => received(of), { timeout: 60_000 }).toBe(figure);

beforeAll(async () => {
  duban = await startDuban();
  browser = await openBrowser();
  context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const setUp = await context.request.post(`${duban.url}/api/v1/setup`, {
    data: { code: duban.setupCode(), name: 'lin', password: 'harbour-lantern-29' },
    headers: { origin: duban.url },
  });
  expect(setUp.status()).toBe(201);
  const file = (name: string) => join(tmpdir(), `duban-replay-${name}-${process.pid}`);
  await writeFile(file('city'), JSON.stringify(city));
  await duban.command('catalogue', 'import', file('city'));
  const mapping = { format: 'cloudevents', source: '历史', uri: '/cq/past', historical: true };
  await writeFile(file('mapping'), JSON.stringify(mapping));
  await writeFile(
    file('events'),
    history()
      .map((event) => `${JSON.stringify(event)}\n`)
      .join(''),
  );
  await duban.command('import', file('events'), '--mapping', file('mapping'));
  const key = await duban.command('source', 'add', '市平台', '--uri', '/cq/city');
  const answer = await fetch(`${duban.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify([submitted('/cq/city', 'today', Date.now())]),
  });
  expect(await answer.json()).toMatchObject({ accepted: 1 });
});
afterAll(async () => {
  await browser?.close();
  await duban?.end();
});

// One story of one screen: each chapter begins where the one before has left it.
describe('a wall that plays yesterday', { sequential: true }, () => {
  it('says so, begins where it was told to, and moves', async () => {
    page = await wallAt(`&replay=${yesterday}T10:00&until=${yesterday}T11:30&speed=1`);
    await page.getByText(`回放 ${yesterday}`).waitFor({ timeout: 60_000 });
    await page.getByText('非实时画面').waitFor();
    await becomes(page, '120');
    expect(await page.locator('main.past').count()).toBe(1);
    expect(await page.locator('.head .clock').innerText()).toMatch(/^10:/);
    expect(await page.locator('.head .date').innerText()).toContain(yesterday);
    expect(await page.locator('.banner').count()).toBe(0);
    await page.screenshot({ path: join(tmpdir(), 'duban-replay.png') });
  });

  it('disturbs no other wall', async () => {
    const live = await wallAt('');
    await becomes(live, '1');
    expect(await live.getByText('回放').count()).toBe(0);
    expect(await live.locator('main.past').count()).toBe(0);
    await live.close();
  });

  it('goes faster by key, and ends with the picture of then', async () => {
    await page.keyboard.press('+');
    await page.getByText('×10').waitFor({ timeout: 60_000 });
    const ended = page.getByText('回放已结束，停在 11:30');
    await expect
      .poll(
        async () => {
          await page.keyboard.press('+');
          return ended.count();
        },
        { timeout: 60_000, interval: 500 },
      )
      .toBe(1);
    await becomes(page, '240');
  });

  it.each([
    ['Replay of', 1080, 1920],
    ['Replay of', 1920, 1080],
    ['回放', 1080, 1920],
    ['回放', 1920, 1080],
  ])('has room for all it says (%s, %i × %i)', async (word, width, height) => {
    const band = page.locator('.replay');
    if ((await band.getByText(word).count()) === 0) await page.keyboard.press('l');
    await band.getByText(word).first().waitFor();
    await page.setViewportSize({ width, height });
    await expect
      .poll(() =>
        band.evaluate((element) => {
          const { right, left } = element.getBoundingClientRect();
          const texts = [element, ...element.querySelectorAll<HTMLElement>('strong, span, button')];
          const cut = texts.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1);
          return {
            cut: cut.map(({ textContent }) => textContent),
            within: left > -10 && right < innerWidth + 10,
          };
        }),
      )
      .toEqual({ cut: [], within: true });
    await page.screenshot({ path: join(tmpdir(), `duban-replay-${word.slice(0, 2)}-${width}.png`) });
  });

  it('begins once more by key, and goes back to the present by another', async () => {
    await page.keyboard.press('r');
    await page.getByText('非实时画面').waitFor({ timeout: 60_000 });
    await becomes(page, '120');
    await page.keyboard.press('v');
    await becomes(page, '1');
    expect(await page.getByText('回放').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('says what is wrong with a day that has not been', async () => {
    const wrong = await wallAt('&replay=2099-01-01');
    await wrong.getByText('无法回放').waitFor({ timeout: 60_000 });
    await wrong.close();
  });
});
