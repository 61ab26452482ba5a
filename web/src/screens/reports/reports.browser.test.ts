import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../../../server/testing/openBrowser.ts';
import { startDuban } from '../../../../server/testing/startDuban.ts';
import type { RunningDuban } from '../../../../server/testing/startDuban.ts';

const patience = { timeout: 90_000 };
const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** The month that is over, and the one that runs, in the office's zone. */
const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now());
const monthsAgo = (back: number) => {
  const [year = 0, month = 0] = today.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7);
};
const [running, over] = [monthsAgo(0), monthsAgo(1)];
const spoken = (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;

const catalogue = {
  regions: [
    { code: '500112', name: '渝北区' },
    { code: '500103', name: '渝中区' },
  ],
  departments: [
    { code: '500112-ZJ', name: '渝北区住房城乡建委', region: '500112' },
    { code: '500103-ZJ', name: '渝中区住房城乡建委', region: '500103' },
  ],
  items: [
    {
      code: '01-017-004',
      name: '建筑工程施工许可证核发',
      type: '01',
      handling: 'promised',
      promisedLimit: { value: 4, unit: 'workday' },
      statutoryLimit: { value: 30, unit: 'workday' },
      validFrom: '2020-01-01',
    },
  ],
};

let folder: string;
let duban: RunningDuban;
let browser: Browser;
let key: string;
let chief: Page;

const event = (subject: string, type: string, day: number, data: object = {}) => ({
  specversion: '1.0',
  id: `${subject}-${type}`,
  source: '/cq/zj',
  type,
  time: `${over}-${String(day).padStart(2, '0')}T10:00:00+08:00`,
  subject,
  data: {
    item: '01-017-004',
    department: `${subject.slice(0, 6)}-ZJ`,
    region: subject.slice(0, 6),
    handler: 'u-1',
    ...data,
  },
});
const granted = { outcome: 'granted' };

async function post(events: object[]): Promise<void> {
  const answer = await fetch(`${duban.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(events),
  });
  expect(await answer.json()).toMatchObject({ accepted: events.length });
}

/** Of 40 cases in each of two regions, four are late in one, and one of those has not been concluded at all. */
function cases(region: string): object[] {
  return [...Array(40).keys()].flatMap((n) => {
    const subject = `${region}-2026-${String(n).padStart(6, '0')}`;
    const late = region === '500112' && n < 4;
    return [
      event(subject, 'case.accepted', 1 + (n % 3)),
      ...(late && n === 0 ? [] : [event(subject, 'case.concluded', late ? 25 : 4, granted)]),
    ];
  });
}

async function signedIn(name: string, ...args: string[]): Promise<Page> {
  const password = (await duban.command('user', 'add', name, ...args)).replace('password: ', '');
  const context = await browser.newContext({ viewport: wide, locale: 'zh-CN', acceptDownloads: true });
  const answer = await context.request.post(`${duban.url}/api/v1/session`, {
    data: { name, password },
    headers: { origin: duban.url },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return context.newPage();
}

const chip = (page: Page) => page.locator('.head .chip').innerText();
const panel = (page: Page) => page.getByRole('complementary');
const paper = (page: Page) => page.locator('.papers');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(tmpdir(), `duban-reports-${name}.png`), timeout: 60_000 });

async function expectNoSeriousFault(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** Orders the monthly bulletin of a month, and waits for its paper. */
async function order(page: Page, month: string): Promise<void> {
  await page.goto(`${duban.url}/reports/new`);
  await page.getByLabel('期间').selectOption(month);
  await button(page, '生成').click();
  await page.waitForURL(/\/reports\/\d+/);
  await expect.poll(() => chip(page), patience).toBe('草稿');
  await paper(page).getByText('全市政务服务效能监管情况').waitFor(patience);
}

async function download(page: Page, format: string): Promise<Buffer> {
  await page.getByText('下载', { exact: true }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download', patience),
    page.getByRole('link', { name: format, exact: true }).click(),
  ]);
  return readFile(await file.path());
}

/** The on-time rate of a unit, in the tables of the paper. */
const rateOf = (page: Page, unit: string) => page.locator(`[data-figure="${unit}:onTimeRate"]`).first();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-reports-'));
  await writeFile(join(folder, 'catalogue.json'), JSON.stringify(catalogue));
  duban = await startDuban();
  await duban.command('catalogue', 'import', join(folder, 'catalogue.json'));
  key = await duban.command('source', 'add', '住建', '--uri', '/cq/zj');
  await post([...cases('500112'), ...cases('500103')]);
  browser = await openBrowser();
  chief = await signedIn('wang', '--role', 'supervisor');
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await duban?.end();
  await rm(folder, { recursive: true, force: true });
}, 120_000);

// The life of one bulletin: each chapter goes on from the one before.
describe('reports', { sequential: true, timeout: 180_000 }, () => {
  it('are ordered, watched and read as the paper they become', async () => {
    await chief.goto(`${duban.url}/reports?lang=zh`);
    await chief.getByRole('link', { name: '生成报表' }).first().click();
    await chief.waitForURL('**/reports/new');
    await order(chief, over);
    expect(await chief.locator('h1').innerText()).toBe(`月通报 ${spoken(over)}`);
    await chief.getByRole('navigation', { name: '目录' }).getByRole('button').first().waitFor();
    await expectNoSeriousFault(chief);
    await picture(chief, 'draft');
  });

  it('are the same one when they are ordered again', async () => {
    const address = new URL(chief.url()).pathname;
    await order(chief, over);
    expect(new URL(chief.url()).pathname).toBe(address);
    await chief.getByText('这一期已经有了').waitFor();
  });

  it('come as Word and PDF', async () => {
    expect((await download(chief, 'Word')).subarray(0, 2).toString()).toBe('PK');
    expect((await download(chief, 'PDF')).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('open the cases behind a figure', async () => {
    await rateOf(chief, 'department:500112-ZJ').click();
    await panel(chief).getByText('90.00%（40 件），现在 40 件').waitFor(patience);
    await panel(chief).getByText('未达到的').click();
    await panel(chief).getByText('现在 4 件').waitFor(patience);
    expect(await panel(chief).locator('li').count()).toBe(4);
    await panel(chief).getByText('未办结').waitFor();
    await panel(chief).locator('li a').first().click();
    await chief.waitForURL(/\/cases\/500112-2026-/);
    await chief.goBack();
    await rateOf(chief, 'department:500112-ZJ').waitFor(patience);
  });

  it('are shown to those they rank, who appeal against their own figures', async () => {
    await button(chief, '开始征求意见').click();
    await chief.getByRole('dialog').getByRole('button', { name: '开始征求意见' }).click();
    await expect.poll(() => chip(chief), patience).toBe('征求意见');
    const address = new URL(chief.url()).pathname;

    const officer = await signedIn('zhou', '--role', 'department', '--department', '500112-ZJ');
    await officer.setViewportSize(phone);
    await officer.goto(`${duban.url}/?lang=zh`);
    const notice = officer.getByRole('link', { name: /征求意见/ }).first();
    await expect
      .poll(async () => {
        await officer.reload();
        await officer.getByRole('button', { name: /条未读/ }).click();
        // the list is read anew when it is opened
        return notice.waitFor({ timeout: 2000 }).then(
          () => 'told',
          () => 'not yet',
        );
      }, patience)
      .toBe('told');
    await notice.click();
    await officer.waitForURL(`**${address}`);
    await rateOf(officer, 'department:500112-ZJ').click();
    await button(officer, '对这个数字申诉').click();
    await button(officer, '提出申诉').click();
    await officer.getByText('请写明哪里不对').waitFor();
    await panel(officer).getByLabel('申诉内容').fill('系统切换，办结晚报。');
    await officer.reload();
    await button(officer, '对这个数字申诉').click();
    expect(await panel(officer).getByLabel('申诉内容').inputValue()).toBe('系统切换，办结晚报。');
    await button(officer, '提出申诉').click();
    await officer.getByText('未决', { exact: true }).waitFor(patience);
    expect(await officer.locator('[data-figure="department:500103-ZJ:onTimeRate"]').count()).toBe(0);
    await expectNoSeriousFault(officer);
    await picture(officer, 'appeal-phone');
    await officer.goto(`${duban.url}/rankings?lang=zh&period=${over}`);
    await officer.getByText('渝北区住房城乡建委').first().waitFor(patience);
    expect(await officer.getByLabel('对象').locator('option').allInnerTexts()).toEqual(['部门']);
    await officer.goto(`${duban.url}/rankings?lang=zh&period=${over}&by=region`);
    await button(officer, '看部门').click();
    await officer.getByText('渝北区住房城乡建委').first().waitFor(patience);
    await officer.context().close();
  });

  it('are issued once every appeal is decided, with a reason while the window is open', async () => {
    await chief.reload();
    await chief.getByText('还有 1 件申诉未决').waitFor(patience);
    await button(chief, '不予采纳').click();
    await chief.getByLabel('不予采纳').fill('办结时间以来源为准。');
    await button(chief, '提交决定').click();
    await button(chief, '印发').click();
    const dialog = chief.getByRole('dialog');
    await dialog.getByText('印发后不能撤回').waitFor();
    await dialog.getByRole('button', { name: '印发' }).click();
    await dialog.getByText('提前印发须写明理由').waitFor();
    await dialog.getByLabel('提前印发的理由').fill('会议需要。');
    await dialog.getByRole('button', { name: '印发' }).click();
    await expect.poll(() => chip(chief), patience).toBe('已印发');
    await chief.getByText('印发的数字与草稿完全一致').waitFor(patience);
    await picture(chief, 'issued');
  });

  it('never change after that: what is known later is said beside a figure, and corrected in the next', async () => {
    await post([event('500112-2026-000000', 'case.concluded', 4, granted)]);
    await rateOf(chief, 'department:500112-ZJ').click();
    await panel(chief).getByText('达到的', { exact: true }).click();
    await panel(chief).getByText('印发时 36 件，现在 37 件').waitFor(patience);
    await panel(chief).getByText('差异会写进下一期').waitFor();

    await order(chief, running);
    await paper(chief).getByText('数据更正').first().waitFor(patience);
    await paper(chief).getByText('渝北区住房城乡建委').first().waitFor(patience);
    await picture(chief, 'correction');
  });

  it('stand in the archive, on a phone and in English too', async () => {
    await chief.setViewportSize(phone);
    await chief.goto(`${duban.url}/reports?lang=en&status=issued&kind=monthly_bulletin`);
    await expect.poll(() => chief.locator('tbody tr').count(), patience).toBe(1);
    await expectNoSeriousFault(chief);
    const page = chief.locator('main');
    expect(await page.evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(0);
    await picture(chief, 'archive-phone');
    await chief.goto(`${duban.url}/rankings?lang=en&by=department&period=${over}`);
    await chief.getByText('no significant difference').first().waitFor(patience);
    await expectNoSeriousFault(chief);
  });
});
