import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../../../../server/testing/openBrowser.ts';
import { startDuban, type RunningDuban } from '../../../../server/testing/startDuban.ts';

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
let admin: Page;
let key: string;
const complaints: string[] = [];

const button = (name: string) => admin.getByRole('button', { name, exact: true });
const link = (name: string) => admin.getByRole('link', { name, exact: true });
const picture = (name: string) =>
  admin.screenshot({ path: join(tmpdir(), `duban-feed-${name}.png`), fullPage: true, timeout: 60_000 });

let serial = 0;
const event = (type: string, data: object) => {
  serial += 1;
  return {
    specversion: '1.0',
    id: `e${serial}`,
    source: '/cq/zj',
    type,
    time: new Date(Date.now() - 60_000).toISOString(),
    subject: `C-${serial}`,
    data: { item: '01-017-004', department: '500112-ZJ', region: '500112', ...data },
  };
};
async function send(...events: object[]): Promise<Record<string, number>> {
  const answer = await fetch(`${duban.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(events),
  });
  return (await answer.json()) as Record<string, number>;
}
/** Faults that axe calls serious or critical, and what leaves the page. */
async function faults(): Promise<string[]> {
  await admin.evaluate(axe.source);
  const found = await admin.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    const wideness = document.documentElement.scrollWidth > window.innerWidth ? ['leaves the page'] : [];
    return [
      ...violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      ...wideness,
    ];
  });
  return found;
}
async function look(name: string): Promise<void> {
  expect([name, await faults()]).toEqual([name, []]);
  await picture(name);
  await admin.setViewportSize(phone);
  expect([`${name} on a phone`, await faults()]).toEqual([`${name} on a phone`, []]);
  await picture(`${name}-phone`);
  await admin.setViewportSize(wide);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-feed-'));
  await writeFile(join(folder, 'catalogue.json'), JSON.stringify(catalogue));
  [duban, browser] = await Promise.all([startDuban(), openBrowser()]);
  await duban.command('catalogue', 'import', join(folder, 'catalogue.json'));
  // whoever sits elsewhere reads and types the office's time all the same
  const context = await browser.newContext({
    viewport: wide,
    locale: 'zh-CN',
    timezoneId: 'America/New_York',
  });
  admin = await context.newPage();
  admin.setDefaultTimeout(60_000);
  admin.on('pageerror', (error) => complaints.push(error.message));
  const setup = { code: duban.setupCode(), name: 'lin', displayName: '林', password };
  await admin.request.post(`${duban.url}/api/v1/setup`, { data: setup });
  await admin.goto(`${duban.url}/admin/sources?lang=zh`);
});
afterAll(async () => {
  await browser?.close();
  await duban?.end();
  await rm(folder, { recursive: true, force: true });
});

it('an administrator registers a source, gives it a second key, and sees what is wrong with its events', async () => {
  await admin.goto(`${duban.url}/admin/sources`);
  await admin.getByText('还没有数据来源').waitFor();
  await link('新建数据来源').first().click();
  await admin.getByLabel(/^名称/).fill('住 建');
  await button('建立并生成密钥').click();
  await admin.getByText('1 到 100 个字，不含空格、冒号、斜杠').waitFor();
  await admin.getByLabel(/^名称/).fill('住建');
  await admin.getByLabel(/^事件里的 source/).fill('/cq/zj');
  await button('建立并生成密钥').click();
  key = (await admin.locator('.once code').textContent()) ?? '';
  expect(await send(event('case.accepted', {}))).toMatchObject({ accepted: 1 });

  await link('打开数据来源').click();
  await admin.getByRole('heading', { name: '住建' }).waitFor();
  await admin.getByLabel('备注（用在哪里）').fill('新系统');
  await admin.getByLabel('其他密钥').selectOption('24');
  await button('生成新密钥').click();
  const second = (await admin.locator('.once code').textContent()) ?? '';
  expect(second).toMatch(/^dbk_/);
  expect(second).not.toBe(key);
  await admin.getByLabel(/^开始/).fill('2026-01-12T08:30');
  await admin.getByLabel(/^结束/).fill('2026-01-12T20:00');
  await admin.getByLabel('原因', { exact: true }).fill('机房停电');
  await button('申报中断').click();
  await admin.getByText('2026-01-12 08:30 – 2026-01-12 20:00').waitFor();
  await look('source');

  await link('对接自测').click();
  await admin
    .getByLabel(/^事件（JSON/)
    .fill(JSON.stringify([event('case.accepted', { item: '99' }), event('case.step_completed', {})]));
  await button('开始自测').click();
  await admin.getByText('发现 2 类错误').waitFor();
  await admin.getByText('把代码 "99" 导入目录').waitFor();
  await look('test');
});

it('a value without a row is mapped where its letters wait, tried first, and the letters are replayed', async () => {
  const source = (await (await admin.request.get(`${duban.url}/api/v1/sources`)).json()).items[0];
  const path = `${duban.url}/api/v1/sources/${source.sourceId}`;
  const registered = await (await admin.request.get(path)).json();
  const settings = { values: { score: { A: 5 } } };
  const patched = await admin.request.patch(path, {
    data: { settings },
    headers: { 'if-match': `"${registered.version}"`, origin: duban.url },
  });
  expect(patched.status()).toBe(200);
  expect(
    await send(
      event('case.rated', { score: 'Z', comment: '王某：太慢' }),
      event('case.rated', { score: 'Z' }),
    ),
  ).toMatchObject({ rejected: 2 });
  expect(await send(event('case.accepted', { item: '98' }))).toMatchObject({ rejected: 1 });

  await admin.goto(`${duban.url}/admin/dead-letters`);
  await admin.getByText('score 的取值 Z 没有映射').waitFor();
  await admin.getByText('未知事项 98').waitFor();
  await look('letters');
  await link('补映射').click();
  await admin.getByLabel(/^字段 score/).fill('A = 5\nZ = 1');
  await button('用真实数据试算').click();
  await admin.getByText('保存后有 2 条退回数据会自动重放入库。').waitFor();
  await admin.locator('#mapping').getByRole('button', { name: '保存', exact: true }).click();
  await admin.getByText('已保存。').waitFor();

  // by now they may have replayed by themselves: what is asked for here is that they do
  await admin.goto(`${duban.url}/admin/dead-letters?state=all`);
  await expect
    .poll(
      async () => {
        await admin.request.post(`${duban.url}/api/v1/dead-letters:bulk`, {
          data: { action: 'replay', waitsFor: 'value:score:Z' },
          headers: { origin: duban.url },
        });
        const open = await admin.request.get(
          `${duban.url}/api/v1/dead-letters?state=open&waitsFor=value:score:Z`,
        );
        return (await open.json()).total;
      },
      { timeout: 60_000 },
    )
    .toBe(0);
});

it('one letter is opened for a reason, mended and sent; others are discarded after they were counted', async () => {
  await send(event('case.accepted', { item: '98' }), event('case.step_completed', { opinion: '王某' }));
  await admin.goto(`${duban.url}/admin/dead-letters?code=missing_field`);
  await admin.locator('tbody a').first().click();
  await admin.getByLabel('理由', { exact: true }).fill('补环节名称');
  await button('查看内容').click();
  await admin.getByText('●●●').first().waitFor();
  expect(await admin.locator('main, body').first().textContent()).not.toContain('王某');
  const typed = admin.getByLabel(/^改正后的事件/);
  const text = (await typed.inputValue()).replace('"data": {', '"data": {\n    "step": "审查",');
  await button('校验').click();
  await admin.getByText('仍会被拒收：缺少 data.step：这种事件必须带上它。').waitFor();
  expect(await admin.getByText('is missing; case.step_completed').first().isVisible()).toBe(false);
  await typed.fill(text);
  await button('校验').click();
  await admin.getByText('校验通过，可以重放。').waitFor();
  await look('letter');
  await button('重放改正后的事件').click();
  await admin.getByText('改正后入库；原文保留。').waitFor();

  await admin.goto(`${duban.url}/admin/dead-letters`);
  const group = admin.getByRole('listitem').filter({ hasText: '未知事项 98' });
  await group.getByRole('button', { name: '丢弃' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByText('共 2 条会被丢弃。').waitFor();
  await dialog.getByLabel(/^丢弃的理由/).fill('试运行');
  await dialog.getByRole('button', { name: '丢弃' }).click();
  await dialog.getByText('2 条中已丢弃 2 条。').waitFor();
  await dialog.getByRole('button', { name: '关闭' }).click();
  await admin.getByText('没有待处理的退回数据。').waitFor();
  expect(complaints).toEqual([]);
});

it.each([
  ['/admin/sources', 'Sources'],
  ['/admin/sources/1', '住建'],
  ['/admin/sources/1/test', 'Self-test'],
  ['/admin/dead-letters?state=all', 'Dead letters'],
  ['/admin/catalogue/items', 'Catalogue'],
  ['/admin/catalogue/import', 'Catalogue'],
  ['/admin/accounts', 'Accounts'],
  ['/admin/map', 'Map'],
])('on a phone in English nothing of %s leaves the page or its reader behind', async (path, heading) => {
  await admin.setViewportSize(phone);
  await admin.goto(`${duban.url}${path}${path.includes('?') ? '&' : '?'}lang=en`);
  await admin.getByRole('heading', { level: 1, name: heading }).waitFor();
  await admin.getByText('Loading').first().waitFor({ state: 'hidden' });
  expect(await faults()).toEqual([]);
});
