import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCity } from '../../../../../server/simulation/city/demoCity.ts';
import { openBrowser } from '../../../../../server/testing/openBrowser.ts';
import { startDuban } from '../../../../../server/testing/startDuban.ts';
import type { RunningDuban } from '../../../../../server/testing/startDuban.ts';

const sourceUri = '/cq/city';
const city = demoCity();
const item = city.items?.find(({ handling }) => handling === 'promised');
const office = city.departments?.find(({ region }) => region !== '500000');
const dwell = 60;

let duban: RunningDuban;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let key: string;
const complaints: string[] = [];

/** A case that was accepted so many days ago and is still open. */
async function open(subject: string, daysAgo: number): Promise<void> {
  const at = (ms: number) => new Date(Date.now() - daysAgo * 86_400_000 - ms).toISOString();
  const event = (type: string, time: string) => ({
    specversion: '1.0',
    id: `${subject}-${type}`,
    source: sourceUri,
    type,
    time,
    subject,
    data: { item: item?.code, department: office?.code, region: office?.region, channel: 'web' },
  });
  const events = [
    event('case.submitted', at(900)),
    event('case.received', at(600)),
    event('case.accepted', at(300)),
  ];
  const response = await fetch(`${duban.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(events),
  });
  expect(await response.json()).toMatchObject({ accepted: 3, rejected: 0 });
}

const shown = () => page.locator('.head .page').innerText();
const becomes = (name: string) => expect.poll(shown, { timeout: 30_000 }).toBe(name);
/** Time goes by on the page alone, in one step. */
const later = (ms: number) => page.clock.fastForward(ms);

beforeAll(async () => {
  duban = await startDuban();
  browser = await openBrowser();
  context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const setUp = await context.request.post(`${duban.url}/api/v1/setup`, {
    data: { code: duban.setupCode(), name: 'lin', password: 'harbour-lantern-29' },
    headers: { origin: duban.url },
  });
  expect(setUp.status()).toBe(201);
  const file = join(tmpdir(), `duban-playlist-city-${process.pid}.json`);
  await writeFile(file, JSON.stringify(city));
  await duban.command('catalogue', 'import', file);
  key = await duban.command('source', 'add', '市平台', '--uri', sourceUri);
  await open('first', 0);
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/WebSocket|net::|status of 40[134]/.test(message.text()))
      complaints.push(message.text());
  });
  await page.clock.install();
  await page.goto(`${duban.url}/wall?lang=zh&playlist=overview,halls,items&dwell=${dwell}`);
});

afterAll(async () => {
  await browser?.close();
  await duban?.end();
});

// One story of one screen: each chapter begins where the one before has left it.
describe('the playlist of a wall', { sequential: true }, () => {
  it('begins with its first page and turns when its time is over, leaving out what is empty', async () => {
    await becomes('总览');
    await later(dwell * 1000);
    await becomes('事项');
    await later(dwell * 1000);
    await becomes('总览');
  });

  it('turns by hand, both ways', async () => {
    await page.keyboard.press('ArrowRight');
    await becomes('事项');
    await page.keyboard.press('ArrowLeft');
    await becomes('总览');
  });

  it('holds the page that somebody pins, until they let it go', async () => {
    await page.keyboard.press(' ');
    await page.getByText('已固定').waitFor();
    await later(dwell * 2000);
    expect(await shown()).toBe('总览');
    await page.keyboard.press(' ');
    await expect.poll(() => page.getByText('已固定').count()).toBe(0);
    await later(dwell * 1000);
    await becomes('事项');
  });

  it('shows the case of a red flag for 20 seconds, and goes on where it was', async () => {
    await open('late', 120);
    const card = page.getByRole('alert');
    await card.waitFor({ timeout: 60_000 });
    const said = await card.innerText();
    expect(said).toContain(office?.shortName);
    expect(said).toMatch(/超法定 \d+ 个工作日/);
    expect(said).not.toContain('late');
    await page.screenshot({ path: join(tmpdir(), 'duban-wall-interrupt.png') });
    await later(20_000);
    await expect.poll(() => card.count()).toBe(0);
    expect(await shown()).toBe('事项');
  });

  it('passes over a page that does not load and one that throws', async () => {
    const other = await context.newPage();
    const thrown: string[] = [];
    other.on('pageerror', (error) => thrown.push(error.message));
    other.on('requestfailed', (request) => thrown.push(request.url()));
    await other.route('**/assets/HoursPage-*.js', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: 'const page = { render() { throw new Error("this page is broken"); } }; export { page as default };',
      }),
    );
    await other.route('**/assets/ItemsPage-*.js', (route) => route.abort());
    await other.clock.install();
    await other.goto(`${duban.url}/wall?lang=en&playlist=overview,hours,items&dwell=${dwell}`);
    const name = () => other.locator('.head .page').innerText();
    const isOverview = async () => {
      await expect.poll(name, { timeout: 30_000 }).toBe('Overview');
      await other.locator('.figure').first().waitFor();
    };
    await isOverview();
    await other.clock.fastForward(dwell * 1000);
    await expect.poll(() => thrown.join(), { timeout: 30_000 }).toContain('this page is broken');
    await isOverview();
    expect(thrown.join()).toContain('ItemsPage');
    await other.close();
  });

  it('takes a new build at a turn, once', async () => {
    const other = await context.newPage();
    let asked = 0;
    await other.route('**/wall', async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace(/index-[\w-]{8}\.js/, 'index-newBuild.js');
      await route.fulfill({ response: answer, body });
      asked += 1;
    });
    let loaded = 0;
    other.on('load', () => (loaded += 1));
    const name = () => other.locator('.head .page').innerText({ timeout: 30_000 });
    const turnUntil = (read: () => unknown, becomes: unknown) =>
      expect
        .poll(
          async () => {
            await other.keyboard.press('ArrowRight');
            return read();
          },
          { timeout: 60_000 },
        )
        .toBe(becomes);
    await other.goto(`${duban.url}/wall?lang=en&playlist=overview,items&dwell=3600`);
    await expect.poll(() => asked, { timeout: 30_000 }).toBeGreaterThan(0);
    // once more whether the server is there, and then by the page loaded anew
    await turnUntil(() => loaded === 2 && asked >= 3, true);
    await turnUntil(name, 'Items');
    await turnUntil(name, 'Overview');
    expect(loaded).toBe(2);
    await other.close();
  });

  it('is led from the desk on a paired screen, which says how it fares', async () => {
    const headers = { origin: duban.url };
    const device = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    const start = await device.request.post(`${duban.url}/api/v1/screens/pairing`, { data: {}, headers });
    const { user_code: code, device_code } = await start.json();
    const entry = { dwellSeconds: 3600, region: null, hours: null, skipIfEmpty: false };
    const approval = await context.request.post(`${duban.url}/api/v1/screens/pairing/${code}/approve`, {
      data: {
        name: '一楼大厅',
        settings: {
          language: 'en',
          playlist: [
            { page: 'overview', ...entry },
            { page: 'items', ...entry },
          ],
        },
      },
      headers,
    });
    const own = `${duban.url}/api/v1/screens/${(await approval.json()).screenId}`;
    const token = await device.request.post(`${duban.url}/api/v1/screens/token`, {
      data: { device_code },
      headers,
    });
    expect(token.status()).toBe(200);
    const tell = (data: object) => context.request.post(`${own}/command`, { data, headers });

    const screen = await device.newPage();
    await screen.goto(`${duban.url}/wall`);
    const name = () => screen.locator('.head .page').innerText();
    await expect.poll(name, { timeout: 30_000 }).toBe('Overview');
    // what is told before it has come is told to nobody
    const identified = async () => {
      await tell({ command: 'identify' });
      return screen.locator('.identify', { hasText: '一楼大厅' }).count();
    };
    await expect.poll(identified, { timeout: 30_000 }).toBe(1);
    await tell({ command: 'next' });
    await expect.poll(name).toBe('Items');
    await tell({ command: 'pin', page: 'overview' });
    await expect.poll(name).toBe('Overview');
    await screen.locator('.head .pinned').waitFor();

    await screen.evaluate('window.isOld = true');
    await tell({ command: 'reload' });
    await expect
      .poll(() => screen.evaluate('window.isOld ?? false').catch(() => true), { timeout: 30_000 })
      .toBe(false);
    await expect.poll(name, { timeout: 30_000 }).toBe('Overview');
    await expect.poll(identified, { timeout: 30_000 }).toBe(1);

    await tell({ command: 'screenshot' });
    const picture = async () => (await context.request.get(`${own}/screenshot`)).headers()['content-type'];
    await expect.poll(picture, { timeout: 20_000 }).toBe('image/jpeg');
    const row = async () => (await context.request.get(own)).json();
    await expect
      .poll(async () => (await row()).report, { timeout: 60_000 })
      .toMatchObject({ width: 1280, height: 720, link: 'live', build: (await row()).build });
    await device.close();
  });

  it('has not made the browser complain once', () => {
    expect(complaints).toEqual([]);
  });
});
