import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entry } from '#contract/catalogueEntrySchema';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../../../server/testing/openBrowser.ts';
import { startDuban } from '../../../../server/testing/startDuban.ts';
import type { RunningDuban } from '../../../../server/testing/startDuban.ts';

const password = 'harbour-lantern-29';
const places = {
  regions: [{ code: '500112', name: '渝北区' }],
  departments: [{ code: '500112-ZJ', name: '渝北区住房城乡建委', region: '500112' }],
};
const head = '代码,名称,事项类型,办理类型,承诺时限,承诺时限单位,生效日期\r\n';
const good = '01-017-004,建筑工程施工许可证核发,01,承诺件,4,工作日,2020-01-01\r\n';
const bad = '20-001,就业登记,20,承诺件,五,工作日,2020-01-01\r\n';

let duban: RunningDuban;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const picture = (name: string) =>
  page.screenshot({ path: join(tmpdir(), `duban-catalogue-${name}.png`), timeout: 60_000 });
const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
const choose = (...files: ReturnType<typeof file>[]) => page.locator('input[type=file]').setInputFiles(files);

beforeAll(async () => {
  [duban, browser] = await Promise.all([startDuban(), openBrowser()]);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  await context.request.post(`${duban.url}/api/v1/setup`, {
    data: { code: duban.setupCode(), name: 'lin', password },
  });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterAll(async () => {
  await browser?.close();
  await duban?.end();
});

// One story: each chapter needs the one before.
describe('the catalogue', { sequential: true }, () => {
  it('is empty, says what to do, and takes files once their bad row is mended', async () => {
    await page.goto(`${duban.url}/admin/catalogue?lang=zh`);
    await page.getByText('还没有事项').waitFor();
    await page.getByRole('link', { name: '按文件导入' }).click();
    await choose(file('items.docx', head));
    await page.getByText('只能用这些类型的文件：.json .csv').waitFor();
    await choose(file('catalogue.json', JSON.stringify(places)), file('items.csv', head + good + bad));
    await page.getByText('有 1 处问题').waitFor();
    const row = page.getByRole('row').filter({ hasText: '不是数字' });
    expect(await row.innerText()).toMatch(/items\.csv\s+3\s+承诺时限\s+“五”不是数字/);
    expect(await button(/^导入/).count()).toBe(0);
    await picture('faults');
    await choose(
      file('catalogue.json', JSON.stringify(places)),
      file('items.csv', head + good + bad.replace('五', '5')),
    );
    await button('导入 4 处变化').click();
    await page.getByText('已导入，4 处变化').waitFor();
    await choose(file('items.csv', head + good));
    await page.getByText('没有变化：文件与目录一致').waitFor();
  });

  it('lets an item be changed by hand with who approved it, and shows the versions', async () => {
    await page.getByRole('link', { name: '事项', exact: true }).click();
    await page.getByPlaceholder('查找代码、名称').fill('施工');
    await button('查找').click();
    await page.getByText('共 1 条').waitFor();
    await page.getByRole('link', { name: '建筑工程施工许可证核发' }).click();
    await button('修改').click();
    await page.getByRole('textbox', { name: /^承诺时限/ }).fill('6');
    await button('保存').click();
    await page.getByText('时限有变动，请填写批准人').waitFor();
    await page.getByLabel(/^批准人/).fill('区政府办');
    await page.getByLabel(/^理由/).fill('人员减少');
    await button('保存').click();
    await page.getByText('已保存。').waitFor();
    const versions = page.getByRole('region', { name: '版本' });
    await versions.getByText('批准人 区政府办').waitFor();
    expect(await versions.getByRole('listitem').first().innerText()).toMatch(/4 个工作日\s*→\s*6 个工作日/);
    await versions.getByText('已被取代').waitFor();
    await picture('versions');
  });

  it('tells the later of two administrators what the first has changed, and keeps what was typed', async () => {
    await page.goto(`${duban.url}/admin/catalogue/departments/500112-ZJ`);
    await button('修改').click();
    await page.getByLabel(/^简称/).fill('住建');
    const first = await page.request.get(`${duban.url}/api/v1/catalogue/departments/500112-ZJ`);
    const other = await page.request.put(`${duban.url}/api/v1/catalogue/departments/500112-ZJ`, {
      data: { name: '渝北区住房城乡建委', region: '500112', phone: '023-67800001' },
      headers: { 'if-match': first.headers()['etag'] ?? '', origin: duban.url },
    });
    expect(other.status()).toBe(200);
    await button('保存').click();
    await page.getByText('023-67800001').waitFor();
    await picture('meanwhile');
    await button('在其基础上保留我填的').click();
    expect(await page.getByLabel(/^电话/).inputValue()).toBe('023-67800001');
    await button('保存').click();
    await page.getByText('已保存。').waitFor();
    const saved = await page.request.get(`${duban.url}/api/v1/catalogue/departments/500112-ZJ`);
    expect(((await saved.json()) as Entry).versions[0]?.record).toMatchObject({
      shortName: '住建',
      phone: '023-67800001',
    });
    await page.getByRole('link', { name: '修订记录' }).click();
    await page
      .getByRole('link', { name: /^第 \d+ 次修订$/ })
      .first()
      .click();
    await page.getByText('住建', { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });
});
