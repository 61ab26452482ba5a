import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../../../server/testing/openBrowser.ts';
import { startDuban } from '../../../../server/testing/startDuban.ts';
import type { RunningDuban } from '../../../../server/testing/startDuban.ts';

const password = 'harbour-lantern-29';
let duban: RunningDuban;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let wall: Page;
let began: number;

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const next = () => button('下一步').locator('visible=true').click();
const picture = (of: Page, name: string) =>
  of.screenshot({ path: join(tmpdir(), `duban-${name}.png`), timeout: 60_000 });
/** Flags on the wall that have not ended. */
const standing = () => wall.locator('.flag:not(.ended)').filter({ hasText: '食品经营许可' });
/** The step that is open. */
const isOpen = (title: string) =>
  page.locator('li.open').getByRole('button', { name: title, expanded: true }).waitFor();

beforeAll(async () => {
  began = performance.now();
  [duban, browser] = await Promise.all([startDuban(), openBrowser()]);
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  context.setDefaultTimeout(60_000);
  page = await context.newPage();
});

afterAll(async () => {
  await browser?.close();
  await duban?.end();
});

// One story: each chapter needs the one before.
describe('the first day, by the guide alone', { sequential: true, timeout: 180_000 }, () => {
  it('begins with the code that the server printed', async () => {
    await page.goto(duban.url);
    await page.waitForURL('**/setup');
    await page.getByLabel(/一次性/).fill(duban.setupCode() ?? '');
    const fields = page.locator('input');
    await fields.nth(1).fill('lin');
    await fields.nth(2).fill(password);
    await fields.nth(3).fill(password);
    await page.locator('button[type=submit]').click();
    await page.waitForURL('**/admin/start');
    await isOpen('城市与日历');
    await page.getByText('年国务院办公厅公布的放假与调休安排').waitFor();
  });

  it('takes the regions a line each, and names the line that is wrong', async () => {
    await page.getByLabel('地区').fill('990000 示例市\n城东区');
    await button('保存地区').click();
    await page.getByText('第 2 行要有代码和名称').waitFor();
    await page.reload();
    expect(await page.getByLabel('地区').inputValue()).toBe('990000 示例市\n城东区');
    await page.getByLabel('地区').fill('990000 示例市\n990001 城东区');
    await button('保存地区').click();
    await page.getByText('已导入：地区 2 条').waitFor();
    await next();
  });

  it('takes the sample catalogue, and nothing of one with a fault', async () => {
    await isOpen('部门与事项目录');
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: '下载示例目录' }).click();
    const sample = await readFile(await (await coming).path(), 'utf8');
    const drop = (text: string) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: 'catalogue.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await drop(sample.replace('"region": "990002"', '"region": "990009"'));
    await page.getByText('没有导入任何内容').waitFor();
    await page.getByText('990009').waitFor();
    await picture(page, 'first-run-fault');
    await drop(sample);
    await page.getByText('部门 5 条、事项 5 条').waitFor();
    await next();
  });

  it('registers a source, whose key is shown once', async () => {
    await isOpen('第一个数据来源');
    await page.getByLabel('来源名称').fill('城东 住建');
    await button('登记并取得密钥').click();
    await page.getByText('名称里不能有空格').waitFor();
    await page.getByLabel('来源名称').fill('chengdong-zj');
    await button('登记并取得密钥').click();
    const key = await page.locator('.once code').innerText();
    await picture(page, 'first-run-key');
    // loaded anew, the guide goes on where it was, but nobody has the key any longer
    await page.reload();
    await isOpen('第一条事件');
    await button('发送测试事件').click();
    await page.getByText('请填写密钥').waitFor();
    await page.getByLabel('/chengdong-zj 的密钥').locator('visible=true').fill(key);
  });

  it('sends a first event on the way that systems take', async () => {
    await button('发送测试事件').click();
    await page.getByText('接收 1 条，拒绝 0 条').waitFor();
    await next();
  });

  it('sends a late case, which the rules flag by themselves', async () => {
    await isOpen('第一件预警');
    await button('发送逾期的测试办件').click();
    await page.getByText('接收 2 条，拒绝 0 条').waitFor();
    await page.getByRole('link', { name: /TIM-03/ }).waitFor();
    await picture(page, 'first-run-flag');
    await next();
  });

  it('shows the flagged case on the wall', async () => {
    await isOpen('大屏');
    const opened = context.waitForEvent('page');
    await page.getByRole('link', { name: '打开大屏' }).click();
    wall = await opened;
    await standing().first().waitFor();
    const seconds = Math.round((performance.now() - began) / 1000);
    process.stdout.write(`From the start of the server to the flagged case on the wall: ${seconds} s.\n`);
    await picture(wall, 'first-run-wall');
    await picture(page, 'first-run-done');
  });

  it('takes the test cases back, from the wall too', async () => {
    await button('移除测试办件').click();
    await page.getByRole('dialog').getByRole('button', { name: '移除测试办件' }).click();
    await page.getByText('已移除 2 件测试办件').waitFor();
    await standing().first().waitFor({ state: 'detached' });
    await picture(wall, 'first-run-wall-after');
  });

  it('is put away, and found again at the end of the menu', async () => {
    await button('收起').click();
    await page.waitForURL((url) => url.pathname === '/');
    await page.getByRole('link', { name: '管理', exact: true }).click();
    await page.waitForURL('**/admin/accounts');
    await page.getByRole('navigation', { name: '管理' }).getByRole('link').last().click();
    await page.waitForURL('**/admin/start');
    await button('恢复显示').click();
    await button('收起').waitFor();
  });
});
