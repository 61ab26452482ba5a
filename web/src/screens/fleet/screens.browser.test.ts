import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScreenRow } from '#contract/screen';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../../../server/testing/openBrowser.ts';
import { startDuban } from '../../../../server/testing/startDuban.ts';
import type { RunningDuban } from '../../../../server/testing/startDuban.ts';

const password = 'harbour-lantern-29';
const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const catalogue = {
  regions: [{ code: '500112', name: '渝北区', shortName: '渝北' }],
  departments: [{ code: '500112-ZJ', name: '渝北区住房城乡建委', region: '500112' }],
  items: [
    {
      code: '01-017-004',
      name: '建筑工程施工许可证核发',
      type: '01',
      handling: 'promised',
      promisedLimit: { value: 4, unit: 'workday' },
      validFrom: '2020-01-01',
    },
  ],
};

let folder: string;
let duban: RunningDuban;
let browser: Browser;
let wall: Page;
let admin: Page;
let inspector: Page;
let firstCode: string;
const complaints: string[] = [];

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const select = (label: string) => admin.getByRole('combobox', { name: label, exact: true });
const name = () => admin.getByRole('textbox', { name: /^名称/ });
const waiting = () => wall.getByRole('heading', { name: '此屏幕等待接入' });
const figures = () => wall.getByRole('heading', { name: '今日收件', exact: true });
const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(tmpdir(), `duban-screens-${name}.png`), timeout: 60_000 });
const rows = async () =>
  ((await (await admin.request.get(`${duban.url}/api/v1/screens`)).json()) as { items: ScreenRow[] }).items;

async function pageOf(viewport = wide): Promise<Page> {
  const page = await (await browser.newContext({ viewport, locale: 'zh-CN' })).newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  return page;
}
async function signIn(page: Page, name: string, secret: string): Promise<void> {
  await page.locator('input').nth(0).fill(name);
  await page.locator('input').nth(1).fill(secret);
  await page.locator('button[type=submit]').click();
}
async function shownCode(): Promise<string> {
  const code = await wall.locator('.code').getAttribute('aria-label', { timeout: 60_000 });
  return code ?? expect.unreachable();
}
async function postCase(): Promise<void> {
  const key = await duban.command('source', 'add', '住建', '--uri', '/cq/zj');
  const response = await fetch(`${duban.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      specversion: '1.0',
      id: 'a',
      source: '/cq/zj',
      type: 'case.accepted',
      time: new Date().toISOString(),
      subject: '500112-2026-000123',
      data: { item: '01-017-004', department: '500112-ZJ', region: '500112' },
    }),
  });
  expect(await response.json()).toMatchObject({ accepted: 1 });
}
/** Faults that axe calls serious or critical, and what leaves the page. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return [
    ...(overflow > 0 ? [`${overflow} px too wide`] : []),
    ...found.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`),
  ];
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-screens-'));
  await writeFile(join(folder, 'catalogue.json'), JSON.stringify(catalogue));
  [duban, browser] = await Promise.all([startDuban(), openBrowser()]);
  await duban.command('catalogue', 'import', join(folder, 'catalogue.json'));
  await postCase();
  [wall, admin, inspector] = [
    await pageOf({ width: 1920, height: 1080 }),
    await pageOf(),
    await pageOf(phone),
  ];
  const setup = { code: duban.setupCode(), name: 'lin', password };
  const session = await browser.newContext();
  await session.request.post(`${duban.url}/api/v1/setup`, { data: setup });
  const made = await session.request.post(`${duban.url}/api/v1/accounts`, {
    data: { name: 'chen', role: 'inspector' },
    headers: { origin: duban.url },
  });
  const drawn = ((await made.json()) as { password: string }).password;
  await session.close();
  await inspector.goto(`${duban.url}/screens?lang=zh`);
  await signIn(inspector, 'chen', drawn);
});

afterAll(async () => {
  await browser?.close();
  await duban?.end();
  await rm(folder, { recursive: true, force: true });
});

// One story of a screen, from its code to its end: each chapter needs the one before.
describe('a screen', { sequential: true }, () => {
  it('without access shows a code and where to type it, and never a form', async () => {
    await wall.goto(`${duban.url}/wall?lang=zh`);
    await waiting().waitFor();
    firstCode = await shownCode();
    expect(firstCode).toMatch(/^[A-Z0-9]{6}$/);
    await wall.getByText(`${duban.url}/pair`, { exact: true }).waitFor();
    expect(await wall.locator('input, form, a').count()).toBe(0);
    expect(await faultsOf(wall)).toEqual([]);
    await picture(wall, 'code');
  });

  it('is told of by the remote control only once it is there, and an inspector lets none in', async () => {
    await inspector.getByText('您的地区还没有接入的屏幕').waitFor();
    await inspector.goto(`${duban.url}/pair?code=${firstCode}`);
    await inspector.getByText('接入大屏须由管理员操作').waitFor();
  });

  it('keeps its code while the server is away', async () => {
    await duban.kill();
    await duban.start();
    expect(await shownCode()).toBe(firstCode);
  });

  it('comes alive by itself once an administrator has approved it, on a page that asked for a sign-in first', async () => {
    await admin.goto(`${duban.url}/pair?code=${firstCode.toLowerCase()}&lang=zh`);
    await signIn(admin, 'lin', password);
    await admin.getByText('1920 × 1080').waitFor();
    await name().fill('大厅东墙');
    await picture(admin, 'pair');
    expect(await faultsOf(admin)).toEqual([]);
    await button(admin, '批准接入').click();
    await admin.getByText('“大厅东墙”已接入').waitFor();
    await figures().waitFor({ timeout: 60_000 });
    expect(await waiting().count()).toBe(0);
    await picture(wall, 'alive');
  });

  it('stands in the fleet with how it does', async () => {
    await admin.getByRole('link', { name: '设置这块屏幕' }).click();
    await admin.getByRole('heading', { name: '大厅东墙', level: 1 }).waitFor();
    await expect.poll(async () => (await rows())[0]?.report?.width, { timeout: 60_000 }).toBe(1920);
    await admin.goto(`${duban.url}/admin/screens`);
    await admin.getByText('1920 × 1080').waitFor();
    await admin.getByText('在线', { exact: true }).waitFor();
    expect(await faultsOf(admin)).toEqual([]);
    await picture(admin, 'fleet');
  });

  it('is set at the desk: what is wrong stands at its field, a step is undone, and the wall follows what was saved', async () => {
    await admin.getByRole('link', { name: '大厅东墙' }).click();
    await button(admin, '添加页面').click();
    await admin.getByLabel('停留秒数').last().fill('2');
    await button(admin, '保存').click();
    await admin.getByText('5 到 3600 的整数').waitFor();
    expect(await faultsOf(admin)).toEqual([]);
    await button(admin, '撤回一步').click();
    expect(await admin.getByLabel('停留秒数').last().inputValue()).toBe('30');
    await select('页面').last().selectOption('followup');
    await button(admin, '上移第 2 页').click();
    expect(await select('页面').first().inputValue()).toBe('followup');
    expect(await admin.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      '下移第 1 页',
    );
    await admin.getByLabel('画面宽度（米）').fill('1.21');
    await admin.getByLabel('最远观看距离（米）').fill('7');
    await admin.getByText('最远处的人看不清最小的字').waitFor();
    await select('语言').selectOption('en');
    await picture(admin, 'settings');
    await button(admin, '保存').click();
    await admin.getByText('已保存。').waitFor();
    await wall.getByRole('heading', { name: 'Received today', exact: true }).waitFor();
    const [saved] = await rows();
    expect(saved?.settings.playlist.map(({ page }) => page)).toEqual(['followup', 'overview']);
  });

  it('is not set over what somebody else saved meanwhile', async () => {
    const { screenId, version, settings } = (await rows())[0] ?? expect.unreachable();
    await name().fill('东墙');
    const other = await admin.request.patch(`${duban.url}/api/v1/screens/${screenId}`, {
      data: { settings: { ...settings, language: 'zh' } },
      headers: { 'if-match': `"${version}"`, origin: duban.url },
    });
    expect(other.status()).toBe(200);
    await button(admin, '保存').click();
    await button(admin, '放弃我的改动，用最新的').click();
    expect(await name().inputValue()).toBe('大厅东墙');
    await figures().waitFor();
  });

  it('holds a page that an inspector taps on a phone', async () => {
    await inspector.goto(`${duban.url}/screens`);
    await inspector.getByRole('heading', { name: /大厅东墙/ }).waitFor();
    expect(await faultsOf(inspector)).toEqual([]);
    await inspector.getByRole('group', { name: '固定一页' }).getByRole('button', { name: '总览' }).click();
    await inspector.getByText('已请“大厅东墙”固定该页').waitFor();
    await wall.getByText('已固定').waitFor();
    await expect.poll(async () => (await rows())[0]?.report?.pinned, { timeout: 60_000 }).toBe(true);
    await inspector.getByText('总览（已固定）').waitFor({ timeout: 60_000 });
    await picture(inspector, 'remote');
  });

  it('shows its name when it is asked to', async () => {
    await button(admin, '显示名称').click();
    await wall.getByText('大厅东墙').waitFor();
  });

  it('shows a code again once it was revoked, and becomes the same screen when it is let in again', async () => {
    await admin.goto(`${duban.url}/admin/screens`);
    await button(admin, '撤销').click();
    await admin.getByRole('dialog').getByRole('button', { name: '撤销' }).click();
    await admin.getByText(/已于 .* 撤销/).waitFor();
    await waiting().waitFor({ timeout: 60_000 });
    const code = await shownCode();
    expect(code).not.toBe(firstCode);
    await admin.goto(`${duban.url}/pair`);
    await admin.getByLabel(/屏幕上的代码/).fill(`${code.slice(0, 3)}-${code.slice(3)}`);
    await button(admin, '查找').click();
    await select('作为').selectOption({ label: '大厅东墙' });
    await button(admin, '批准接入').click();
    await figures().waitFor({ timeout: 60_000 });
    expect((await rows()).map(({ name, revokedAt }) => [name, revokedAt])).toEqual([['大厅东墙', null]]);
    expect(complaints).toEqual([]);
  });
});
