import type { Browser, Page } from 'playwright-core';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../../../../server/testing/openBrowser.ts';
import { startDuban } from '../../../../server/testing/startDuban.ts';
import type { RunningDuban } from '../../../../server/testing/startDuban.ts';

const password = 'harbour-lantern-29';
const idNumber = '11010519491231002X';
const catalogue = {
  regions: [{ code: '500112', name: '渝北区' }],
  departments: [{ code: '500112-ZJ', name: '渝北区住房城乡建委', region: '500112' }],
  items: [{ code: '01', name: '施工许可', type: '01', handling: 'instant' }],
};

let folder: string;
let duban: RunningDuban;
let browser: Browser;
let lin: Page;
let wang: Page;

async function pageOf(): Promise<Page> {
  return (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })).newPage();
}
const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(tmpdir(), `duban-data-${name}.png`), fullPage: true, timeout: 60_000 });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-data-'));
  await writeFile(join(folder, 'catalogue.json'), JSON.stringify(catalogue));
  [duban, browser] = await Promise.all([startDuban(), openBrowser()]);
  await duban.command('catalogue', 'import', join(folder, 'catalogue.json'));
  const key = await duban.command('source', 'add', '住建', '--uri', '/zj');
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const event = (subject: string) => ({
    ...{ specversion: '1.0', id: subject, source: '/zj', type: 'case.submitted', time: at, subject },
    data: { item: '01', department: '500112-ZJ', applicant: { name: '张三', idNumber } },
  });
  const response = await fetch(`${duban.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify([event('c-1'), event('c-2')]),
  });
  expect(await response.json()).toMatchObject({ accepted: 2 });
  [lin, wang] = [await pageOf(), await pageOf()];
  const setup = { code: duban.setupCode(), name: 'lin', displayName: '林', password };
  await lin.request.post(`${duban.url}/api/v1/setup`, { data: setup });
  await lin.goto(`${duban.url}/admin/data?lang=zh`);
  const made = await lin.request.post(`${duban.url}/api/v1/accounts`, {
    data: { name: 'wang', role: 'admin' },
    headers: { origin: duban.url },
  });
  const { password: drawn } = await made.json();
  await wang.request.post(`${duban.url}/api/v1/session`, {
    data: { name: 'wang', password: drawn },
    headers: { origin: duban.url },
  });
});
afterAll(async () => {
  await browser?.close();
  await duban?.end();
  await rm(folder, { recursive: true });
});

it('changes how long a kind is kept only after showing what goes', async () => {
  const form = lin.locator('form');
  await lin.getByRole('button', { name: '修改 申请人个人信息' }).click();
  await lin.getByLabel('保存天数').fill('30');
  await expect.poll(() => lin.getByText('请填 180 到 3650 之间的整数').isVisible()).toBe(true);
  await lin.getByLabel('保存天数').fill('365');
  expect(await button(lin, '保存').count()).toBe(0);
  await lin.keyboard.press('Enter');
  await form.getByText('没有到期的数据。').waitFor();
  await picture(lin, 'term');
  await button(lin, '保存').click();
  await lin.getByText(/lin 于 .* 修改/).waitFor();
  expect(await form.count()).toBe(0);
  await picture(lin, 'terms');
});

it('has a person erased by two administrators, on a phone too', async () => {
  await lin.setViewportSize({ width: 390, height: 844 });
  await lin.getByRole('link', { name: '按请求删除个人信息' }).click();
  await lin.getByLabel(/证件号.*不保存/).fill(idNumber);
  await button(lin, '查找').click();
  await lin.getByText('办件（2 件）').waitFor();
  await button(lin, '提出删除').click();
  await lin.getByText('请填请求编号', { exact: false }).waitFor();
  await lin.getByLabel(/请求编号/).fill('XX-7');
  await lin.getByLabel(/理由/).fill('本人申请');
  await picture(lin, 'ask');
  expect(await lin.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await button(lin, '提出删除').click();
  await lin.getByText('已提出，等待另一名管理员', { exact: false }).waitFor();
  await lin.getByText('您提出的，须由另一名管理员确认。').waitFor();
  expect(await button(lin, '确认删除').count()).toBe(0);

  await wang.goto(`${duban.url}/admin/data/erasures?lang=zh`);
  await button(wang, '确认删除').click();
  await wang.getByRole('dialog').getByText('不能撤销', { exact: false }).waitFor();
  await wang.getByRole('dialog').getByRole('button', { name: '确认删除' }).click();
  await wang.getByText('删除了 2 条事件的个人信息、2 个假名', { exact: false }).waitFor();
  await picture(wang, 'erased');
  await wang.getByLabel(/证件号.*不保存/).fill(idNumber);
  await button(wang, '查找').click();
  await wang.getByText('没有找到此人的办件', { exact: false }).waitFor();
});
