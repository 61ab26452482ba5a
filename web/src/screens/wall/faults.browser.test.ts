import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEngineFile } from '../../../../server/db/engine/engineFile.ts';
import { approveScreen, pairScreen } from '../../../../server/testing/pairScreen.ts';
import { complaintsOf, watchedWall } from '../../../../server/testing/watchedWall.ts';
import type { WatchedWall } from '../../../../server/testing/watchedWall.ts';

const zone = 'Asia/Shanghai';
const patience = { timeout: 90_000 };
const slow = { timeout: 300_000 };

let wall: WatchedWall;

beforeAll(async () => {
  wall = await watchedWall({ sources: ['市平台'] });
  await wall.report('市平台', 20);
}, slow.timeout);
afterAll(() => wall?.end());

async function open(before: () => void = () => undefined): Promise<{ page: Page; complaints: string[] }> {
  const context = await wall.browse();
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.addInitScript(before);
  await page.goto(`${wall.duban.url}/wall?lang=zh`);
  await received(page).waitFor(patience);
  return { page, complaints };
}

const received = (page: Page) =>
  page.locator('.figure', { has: page.locator('h2', { hasText: '今日收件' }) }).locator('.value');
const head = (page: Page) => page.locator('header', { has: page.locator('time') });
const figure = async (page: Page): Promise<number> => Number(await received(page).innerText());

/** Seconds by which the clock in the header is off this machine's, which is the server's. */
async function offBy(page: Page): Promise<number> {
  const shown = await head(page).locator('time').innerText();
  const meant = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'medium' }).format(Date.now());
  const seconds = (text: string) => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  const apart = Math.abs(seconds(shown) - seconds(meant));
  return Math.min(apart, 86_400 - apart);
}

describe('a wall on a device whose clock is wrong by ten minutes', slow, () => {
  it('shows the server’s time and ages by it, and does not follow when the clock jumps', async () => {
    const { page, complaints } = await open(() => {
      const device = Date;
      let wrong = 600_000;
      const now = () => device.now() + wrong;
      Object.assign(globalThis, { setDevice: (by: number) => (wrong = by) });
      globalThis.Date = new Proxy(device, {
        construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now()] : given),
        get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
      });
    });
    // a busy machine shows a second late; nothing makes it show ten minutes
    await expect.poll(() => offBy(page), patience).toBeLessThan(30);
    await wall.report('市平台', 1);
    await expect.poll(() => head(page).innerText(), patience).toMatch(/市平台 \d+秒/);
    expect(await page.getByRole('status').count()).toBe(0);

    const before = await head(page).locator('time').innerText();
    await page.evaluate('setDevice(-600_000)');
    await expect.poll(() => head(page).locator('time').innerText(), patience).not.toBe(before);
    expect(await offBy(page)).toBeLessThan(30);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe.skipIf(process.platform !== 'linux')('a wall whose server loses its database', slow, () => {
  it('says so, hatches what it cannot vouch for, and goes on by itself', async () => {
    const { page, complaints } = await open();
    const before = await figure(page);
    const supervisor = (await readEngineFile(wall.duban.dataDir))?.running?.supervisorPid ?? 0;
    const [postmaster] = (await readFile(join(wall.duban.dataDir, 'postgres/postmaster.pid'), 'utf8')).split(
      '\n',
    );
    // held still, or it would start another within the second
    process.kill(supervisor, 'SIGSTOP');
    try {
      process.kill(Number(postmaster), 'SIGKILL');
      await page.getByText('读不到数据库').waitFor(patience);
      expect(await page.locator('.figure.stale').count()).toBe(await page.locator('.figure').count());
      expect(await figure(page)).toBe(before);
    } finally {
      process.kill(supervisor, 'SIGCONT');
    }
    await expect.poll(() => page.getByText('读不到数据库').count(), patience).toBe(0);
    expect(await page.locator('.figure.stale').count()).toBe(0);
    await wall.report('市平台', 1);
    await expect.poll(() => figure(page), patience).toBe(before + 1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('a screen whose credential is revoked', slow, () => {
  it('shows a code and asks for nothing, and goes on once it is let in again', async () => {
    const keeper = await wall.keeper();
    const context = await wall.browse('screen');
    const screenId = await pairScreen(keeper, context.request, { name: '大厅' });
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    await page.goto(`${wall.duban.url}/wall`);
    await received(page).waitFor(patience);
    const before = await figure(page);

    const revoked = await fetch(`${wall.duban.url}/api/v1/screens/${screenId}/revoke`, {
      method: 'POST',
      headers: { authorization: `Bearer ${keeper.token}` },
    });
    expect(revoked.status).toBe(204);
    const code = page.locator('.code');
    await code.waitFor(patience);
    expect(await received(page).count()).toBe(0);
    expect(await page.locator('input').count()).toBe(0);

    await approveScreen(keeper, (await code.getAttribute('aria-label')) ?? '', { screenId });
    await received(page).waitFor(patience);
    expect(await figure(page)).toBe(before);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('a wall whose server has a new build of the pages', slow, () => {
  it('takes it at a turn of page, once', async () => {
    const context = await wall.browse();
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    let isDeployed = false;
    let loads = 0;
    page.on('load', () => (loads += 1));
    // the same styles under another name, as a build gives a file that it changed
    let first = '';
    await context.route(/\/(wall|assets\/index-newbuild\.css)(\?|$)/, async (route) => {
      const url = route.request().url().replace('index-newbuild.css', first);
      const response = await route.fetch({ url }).catch(() => undefined);
      if (!response) return route.abort();
      const body = await response.text();
      first = /index-[\w-]{8}\.css/.exec(body)?.[0] ?? first;
      await route.fulfill({ response, body: isDeployed ? body.replace(first, 'index-newbuild.css') : body });
    });
    await page.goto(`${wall.duban.url}/wall?lang=zh&playlist=overview,departments&dwell=5`);
    await received(page).waitFor(patience);
    const styles = page.locator('link[rel=stylesheet][href*="index-newbuild.css"]');
    expect(await styles.count()).toBe(0);

    isDeployed = true;
    await wall.duban.kill();
    await wall.duban.start();
    await expect.poll(() => styles.count(), patience).toBe(1);
    await received(page).waitFor(patience);
    // it has what the server has: another turn of page loads nothing
    await page.locator('header', { hasText: '部门 × 区县' }).waitFor(patience);
    await received(page).waitFor(patience);
    expect(loads).toBe(2);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
