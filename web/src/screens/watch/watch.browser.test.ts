import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEngineFile } from '../../../../server/db/engine/engineFile.ts';
import { openBrowser } from '../../../../server/testing/openBrowser.ts';
import { startDuban } from '../../../../server/testing/startDuban.ts';
import type { RunningDuban } from '../../../../server/testing/startDuban.ts';

const patience = { timeout: 60_000 };
const minute = 60_000;
let duban: RunningDuban;
let database: pg.Client;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  duban = await startDuban();
  const password = (await duban.command('user', 'add', 'he', '--role', 'admin')).replace('password: ', '');
  const engine = await readEngineFile(duban.dataDir);
  database = new pg.Client(`postgres://duban:${engine?.password}@127.0.0.1:${engine?.running?.port}/duban`);
  await database.connect();
  browser = await openBrowser();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  const answer = await context.request.post(`${duban.url}/api/v1/session`, {
    data: { name: 'he', password },
    headers: { origin: duban.url },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  page = await context.newPage();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await database?.end();
  await duban?.end();
}, 120_000);

const picture = (name: string) =>
  page.screenshot({ path: join(tmpdir(), `duban-watch-${name}.png`), fullPage: true, timeout: 60_000 });
const section = (name: string) => page.getByRole('region', { name, exact: true });
const rowOf = (job: string) => section('定时作业').locator('tr', { hasText: job });

async function expectNoSeriousFault(): Promise<void> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

// One administrator's look around: each step goes on from the one before.
describe('the page on duban itself', { sequential: true, timeout: 180_000 }, () => {
  it('shows servers, database and every job in the reader’s words', async () => {
    await page.goto(`${duban.url}/admin/jobs?lang=zh`);
    await expect.poll(() => section('服务器').locator('tbody tr').allInnerTexts(), patience).toHaveLength(1);
    await expect.poll(() => section('数据库').innerText(), patience).toContain('PostgreSQL 17');
    await expect.poll(() => rowOf('规则判定').innerText(), patience).toContain('前');
    const names = await section('定时作业').locator('tbody td:first-child').allInnerTexts();
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) expect(name).toMatch(/^\p{Script=Han}/u);
    await expectNoSeriousFault();
    await picture('zh');
  });

  it('runs a job for whoever asks, once they have said yes, and writes it into the ledger', async () => {
    await rowOf('清理大屏记录').getByRole('button', { name: '立即运行' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '立即运行' }).click();
    await expect.poll(() => section('定时作业').innerText(), patience).toContain('“清理大屏记录”已开始');
    await section('作业台账').getByLabel('作业').selectOption({ label: '清理大屏记录' });
    await expect
      .poll(() => section('作业台账').locator('tbody tr').allInnerTexts(), patience)
      .toContainEqual(expect.stringContaining('he 要求运行'));
    await section('作业台账').getByLabel('日期').fill('2020-01-01');
    await expect.poll(() => section('作业台账').innerText(), patience).toContain('没有符合条件的记录');
  });

  it('tells of a stuck job there and on every page of the desk, on a phone and in English too', async () => {
    // a worker that hangs with the job in hand, and whose lease nobody may take over
    await database.query(
      `insert into job_slots (job, slot_at, fence, worker, lease_until, started_at)
       values ('raise_flags', $1, 0, 'hangs:1', $2, $1)`,
      [new Date(Date.now() - minute), new Date(Date.now() + 60 * minute)],
    );
    const others = () =>
      database
        .query(
          `select from job_slots where job = 'raise_flags' and finished_at is null and worker <> 'hangs:1'`,
        )
        .then(({ rowCount }) => rowCount);
    await expect.poll(others, patience).toBe(0);
    await database.query(`update job_heartbeats set last_finished_at = $1 where job = 'raise_flags'`, [
      new Date(Date.now() - 10 * minute),
    ]);
    await page.goto(`${duban.url}/?lang=zh`);
    const banner = page.getByRole('status').filter({ hasText: '系统自身有问题' });
    await expect.poll(() => banner.allInnerTexts(), patience).toEqual([expect.stringContaining('规则判定')]);
    const stand = page.getByRole('status').filter({ hasText: '没有运行' });
    await expect
      .poll(() => stand.allInnerTexts(), patience)
      .toEqual([expect.stringMatching(/规则自 .*\d\d:\d\d 起没有运行：/)]);
    await picture('banner');
    await banner.getByRole('link').click();
    await page.waitForURL('**/admin/jobs');
    await expect
      .poll(() => page.getByRole('alert').allInnerTexts(), patience)
      .toEqual([expect.stringMatching(/“规则判定”已有 \d+ 分钟没有按计划完成/)]);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${duban.url}/admin/jobs?lang=en`);
    await expect
      .poll(() => page.getByRole('alert').allInnerTexts(), patience)
      .toEqual([expect.stringContaining('“Judging by the rules” has not been done')]);
    const over = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
    expect(await page.evaluate(over)).toBeLessThanOrEqual(0);
    await expectNoSeriousFault();
    await picture('phone');
  });

  it('says without a reload that the rules run again, and when they last did', async () => {
    await database.query(`delete from job_slots where worker = 'hangs:1'`);
    const stand = page.getByRole('status').filter({ hasText: 'have not run since' });
    await expect.poll(() => stand.count(), patience).toBe(0);
    await expect.poll(() => page.getByText(/^Rules last ran: \d\d:\d\d\b/).count(), patience).toBe(1);
  });
});
