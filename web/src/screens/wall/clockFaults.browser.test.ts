import type { Page } from 'playwright-core';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEngineFile } from '../../../../server/db/engine/engineFile.ts';
import { shiftedClock } from '../../../../server/testing/shiftedClock.ts';
import type { ShiftedClock } from '../../../../server/testing/shiftedClock.ts';
import { complaintsOf, watchedWall } from '../../../../server/testing/watchedWall.ts';
import type { WatchedWall } from '../../../../server/testing/watchedWall.ts';

const zone = 'Asia/Shanghai';
const minute = 60_000;
const day = 86_400_000;
const patience = { timeout: 90_000 };
const slow = { timeout: 300_000 };

let clock: ShiftedClock;
let wall: WatchedWall;
let database: pg.Client;
let page: Page;
let complaints: string[];

/** The instant of a local time ('HH:MM:SS') on the server's present day. */
function today(time: string): number {
  const local = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(clock.now());
  return Date.parse(`${local}T${time}+08:00`);
}

const received = () =>
  page.locator('.figure', { has: page.locator('h2', { hasText: '今日收件' }) }).locator('.value');
const banner = () => page.getByRole('status');
const head = () => page.locator('header', { has: page.locator('time') }).innerText();

beforeAll(async () => {
  clock = await shiftedClock();
  const evening = today('23:40:00');
  // no holiday is so long: two office hours of silence have gone by, and until midnight no more do
  await clock.jumpTo(evening - 12 * day);
  wall = await watchedWall({ sources: ['东区平台', '西区平台'], now: clock.now, env: clock.env });
  await wall.report('东区平台', 1);
  await wall.report('西区平台', 1);
  await wall.duban.kill();
  await clock.jumpTo(evening);
  await wall.duban.start();
  await wall.report('西区平台', 3);
  const engine = await readEngineFile(wall.duban.dataDir);
  database = new pg.Client(`postgres://duban:${engine?.password}@127.0.0.1:${engine?.running?.port}/duban`);
  await database.connect();
  const context = await wall.browse();
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(`${wall.duban.url}/wall?lang=zh`);
  await received().waitFor(patience);
}, slow.timeout);
afterAll(async () => {
  await database?.end();
  await wall?.end();
  await clock?.remove();
});

// One evening of one wall on a server whose clock the test sets: each chapter goes on from the one before.
describe('a wall that hangs for days', { sequential: true, ...slow }, () => {
  it('names the source that fell silent and not the other, and takes it back when it reports', async () => {
    // at its start the server may find both silent, until it looks again a minute later
    const isNamedAlone = (said: string) => said.includes('东区平台 断流') && !said.includes('西区平台 断流');
    await expect.poll(head, patience).toSatisfy(isNamedAlone);
    await wall.report('东区平台', 1);
    await clock.jumpTo(clock.now() + minute);
    await expect.poll(head, patience).not.toContain('断流');
    expect(await received().innerText()).toBe('4');
  });

  it('says that the rules stand still and hatches what rests on them, until they run again', async () => {
    // a worker that hangs with the job in hand
    await database.query(
      `insert into job_slots (job, slot_at, fence, worker, lease_until, started_at)
       values ('raise_flags', $1, 0, 'hangs', $2, $1)`,
      [new Date(clock.now() - day), new Date(clock.now() + day)],
    );
    await clock.jumpTo(clock.now() + 6 * minute);
    await expect.poll(() => banner().allInnerTexts(), patience).toEqual([expect.stringContaining('规则已')]);
    const hatched = page.locator('.figure.stale h2');
    expect(await hatched.allInnerTexts()).toEqual(['临期', '超期', '疑似异常']);
    await database.query(`update job_slots set lease_until = started_at where worker = 'hangs'`);
    await expect.poll(() => banner().count(), patience).toBe(0);
    expect(await hatched.count()).toBe(0);
  });

  it('begins the new day at the server’s midnight', async () => {
    await clock.jumpTo(today('23:59:57'));
    await expect.poll(() => received().innerText(), patience).toBe('0');
    await wall.report('西区平台', 2);
    await expect.poll(() => received().innerText(), patience).toBe('2');
    const local = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(clock.now());
    await expect.poll(head, patience).toContain(local);
    expect(await page.locator('header time').innerText()).toMatch(/^00:0/);
  });

  it('has not made the browser complain', () => {
    expect(complaints).toEqual([]);
  });
});
