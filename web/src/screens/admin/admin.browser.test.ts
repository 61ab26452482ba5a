import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import type { RouteRecordRaw } from 'vue-router';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../../../server/testing/openBrowser.ts';
import { startDuban } from '../../../../server/testing/startDuban.ts';
import type { RunningDuban } from '../../../../server/testing/startDuban.ts';
import { routes } from '../../routes.ts';

const password = 'harbour-lantern-29';
const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const day = 86_400_000;

const catalogue = {
  regions: [{ code: '500112', name: '渝北区' }],
  departments: [{ code: '500112-ZJ', name: '渝北区住房城乡建委', region: '500112', phone: '023-67800001' }],
  items: [
    {
      code: '01-017-004',
      name: '建筑工程施工许可证核发',
      type: '01',
      handling: 'promised',
      promisedLimit: { value: 4, unit: 'workday' },
      statutoryLimit: { value: 60, unit: 'workday' },
      validFrom: '2020-01-01',
    },
  ],
};
const caseId = (n: number) => `500112-2026-00012${n}`;

let folder: string;
let duban: RunningDuban;
let browser: Browser;
let admin: Page;
let inspector: Page;
let supervisor: Page;
let newcomer: Page;
let flags: { flagId: number; version: number }[];

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const field = (page: Page, label: string | RegExp) => page.getByLabel(label);
const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(tmpdir(), `duban-${name}.png`), timeout: 60_000 });

/** A call as the page's own account, from the page. */
async function ask<Answer>(page: Page, method: string, path: string, body?: object, version?: number) {
  const answer = await page.evaluate(
    async ([how, where, text, seen]) => {
      const headers: Record<string, string> = text === null ? {} : { 'content-type': 'application/json' };
      if (seen !== null) headers['if-match'] = `"${seen}"`;
      const response = await fetch(`/api/v1${where}`, { method: how, headers, body: text });
      return { status: response.status, text: await response.text() };
    },
    [method, path, body === undefined ? null : JSON.stringify(body), version ?? null] as const,
  );
  return { status: answer.status, body: JSON.parse(answer.text || 'null') as Answer };
}

async function pageOf(viewport = wide): Promise<Page> {
  return (await browser.newContext({ viewport, locale: 'zh-CN' })).newPage();
}
async function signIn(page: Page, name: string, secret: string): Promise<void> {
  await page.goto(`${duban.url}/signin?lang=zh`);
  await page.locator('input').nth(0).fill(name);
  await page.locator('input').nth(1).fill(secret);
  await page.locator('button[type=submit]').click();
}
/** An account of that name and role, signed in. */
async function joined(name: string, role: string): Promise<Page> {
  const made = await ask<{ password: string }>(admin, 'POST', '/accounts', { name, role });
  const page = await pageOf();
  await signIn(page, name, made.body.password);
  await page.waitForURL((url) => url.pathname === '/');
  return page;
}

/** Three cases accepted long ago and still open, and an event that is refused. */
async function postLateCases(): Promise<void> {
  const key = await duban.command('source', 'add', '住建', '--uri', '/cq/zj');
  const event = (subject: string, type: string, ago: number) => ({
    specversion: '1.0',
    id: `${subject}-${type}`,
    source: '/cq/zj',
    type,
    time: new Date(Date.now() - ago).toISOString(),
    subject,
    data: { item: '01-017-004', department: '500112-ZJ', region: '500112', step: '审查' },
  });
  const response = await fetch(`${duban.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(
      [3, 4, 5]
        .flatMap((n) => [
          event(caseId(n), 'case.accepted', 40 * day),
          event(caseId(n), 'case.step_completed', 1000),
        ])
        .concat({ ...event(caseId(6), 'case.accepted', 0), type: 'case.unheard_of' }),
    ),
  });
  expect(await response.json()).toMatchObject({ accepted: 6, rejected: 1 });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-admin-'));
  await writeFile(join(folder, 'catalogue.json'), JSON.stringify(catalogue));
  [duban, browser] = await Promise.all([startDuban(), openBrowser()]);
  await duban.command('catalogue', 'import', join(folder, 'catalogue.json'));
  await postLateCases();
  admin = await pageOf();
  const setup = { code: duban.setupCode(), name: 'lin', displayName: '林', password };
  await admin.request.post(`${duban.url}/api/v1/setup`, { data: setup });
  await admin.goto(`${duban.url}/admin?lang=zh`);
  [inspector, supervisor] = [await joined('chen', 'inspector'), await joined('wang', 'supervisor')];
});

afterAll(async () => {
  await browser?.close();
  await duban?.end();
  await rm(folder, { recursive: true, force: true });
});

// One story: each chapter needs the one before.
describe('administration and approvals', { sequential: true }, () => {
  it('makes an account with a place; what is missing stands at its field and nothing typed is lost', async () => {
    await admin.goto(`${duban.url}/admin/accounts`);
    await button(admin, '新建账号').click();
    const form = admin.getByRole('dialog', { name: '新建账号' });
    await form.getByLabel('账号', { exact: true }).fill('he');
    await form.getByLabel('部门（含下属）').fill('渝北');
    await button(admin, '建立账号').click();
    await form.getByText('请填写').waitFor();
    await form.getByText('请从列表中选择').waitFor();
    await admin.reload();
    await button(admin, '新建账号').click();
    expect(await form.getByLabel('账号', { exact: true }).inputValue()).toBe('he');
    await form.getByLabel('角色').selectOption('department');
    await form.getByLabel('部门（含下属）').fill('渝北区住房城乡建委');
    await button(admin, '建立账号').click();
    await form.getByText('账号 he 已建立').waitFor();
    const drawn = await form.locator('code').innerText();
    await admin.keyboard.press('Escape');
    await picture(admin, 'admin-account-made');
    await button(admin, '已记下').click();
    await admin.getByRole('row').filter({ hasText: '渝北区住房城乡建委' }).waitFor();
    newcomer = await pageOf(phone);
    await signIn(newcomer, 'he', drawn);
    await newcomer.waitForURL(/status=sent/);
    await newcomer.getByRole('heading', { name: '待我办理' }).waitFor();
  });

  it('refuses a name that is taken, at the field', async () => {
    await button(admin, '新建账号').click();
    const form = admin.getByRole('dialog', { name: '新建账号' });
    await form.getByLabel('账号', { exact: true }).fill('he');
    await form.getByLabel('角色').selectOption('auditor');
    await button(admin, '建立账号').click();
    await form.getByText('这个名称已被使用').waitFor();
    await button(admin, '取消').click();
  });

  it('changes rights, draws another password and ends every session with it', async () => {
    await admin.getByRole('link', { name: 'he', exact: true }).click();
    await admin.getByRole('row').filter({ hasText: 'Chrome' }).waitFor();
    await admin.getByLabel('地区（含下属）').fill('渝北区');
    await button(admin, '保存').click();
    await admin.getByText('已保存。').waitFor();
    await button(admin, '重置密码').click();
    await admin.getByRole('dialog').getByRole('button', { name: '重置密码' }).click();
    const drawn = await admin.locator('code').innerText();
    await admin.getByText('现在没有登录的会话').waitFor();
    await picture(admin, 'admin-account');
    await newcomer.goto(duban.url);
    await newcomer.waitForURL(/signin/);
    await signIn(newcomer, 'he', drawn);
    await newcomer.waitForURL((url) => url.pathname === '/');
    expect(await ask(newcomer, 'GET', '/session')).toMatchObject({ body: { region: '500112' } });
    await newcomer.goto(`${duban.url}/admin/accounts`);
    await newcomer.waitForURL((url) => url.pathname === '/');
  });

  it('disables an account and enables it again', async () => {
    await button(admin, '停用账号').click();
    await admin.getByRole('dialog').getByRole('button', { name: '停用账号' }).click();
    await button(admin, '启用账号').waitFor();
    await newcomer.goto(duban.url);
    await newcomer.waitForURL(/signin/);
    await button(admin, '启用账号').click();
    await button(admin, '停用账号').waitFor();
  });

  it('makes a token with less than its account may, shows it once, and revokes it', async () => {
    await admin.goto(`${duban.url}/account`);
    await button(admin, '新建令牌').click();
    await field(admin, '用途').fill('月报');
    await field(admin, '有效天数').fill('0');
    await admin.getByLabel('角色').selectOption('auditor');
    await button(admin, '建立令牌').click();
    await admin.getByText('填 1 到 366 的整数').waitFor();
    await field(admin, '有效天数').fill('30');
    await button(admin, '建立令牌').click();
    const token = await admin.locator('.once code').innerText();
    const who = () => fetch(`${duban.url}/api/v1/session`, { headers: { authorization: `Bearer ${token}` } });
    expect(await (await who()).json()).toMatchObject({ name: 'lin', role: 'auditor' });
    await admin.goto(`${duban.url}/admin/tokens`);
    const row = admin.getByRole('row').filter({ hasText: '月报' });
    await row.getByText('审计').waitFor();
    await row.getByRole('button', { name: '作废' }).click();
    await admin.getByRole('dialog').getByRole('button', { name: '作废' }).click();
    await row.waitFor({ state: 'detached' });
    expect((await who()).status).toBe(401);
  });

  it('keeps a channel: what is wrong stands at its field, a test says what came of it', async () => {
    await admin.goto(`${duban.url}/admin/channels`);
    await admin.getByText('还没有通知渠道').waitFor();
    await admin.getByRole('link', { name: '新建渠道' }).first().click();
    await admin.getByLabel('类型').selectOption('wecom');
    await admin.getByLabel('名称').fill('督办群');
    await admin.getByLabel('网址').fill('not an address');
    await button(admin, '建立渠道').click();
    await admin.getByText('请填写完整网址').waitFor();
    await admin.getByLabel('网址').fill('http://127.0.0.1:9/hook');
    await button(admin, '建立渠道').click();
    await admin.waitForURL(/channels\/\d+/);
    await button(admin, '发送测试').click();
    await admin.getByText(/对方拒收|没有送达/).waitFor();
    await picture(admin, 'admin-channel');
  });

  it('shows who did what, narrowed by the address, whole as computed again, and as a file', async () => {
    await admin.goto(`${duban.url}/audit`);
    await admin.getByLabel('操作人（账号）').fill('lin');
    await admin.getByLabel('操作', { exact: true }).selectOption('token');
    await admin.getByRole('search').last().getByRole('button', { name: '查看' }).click();
    await admin.waitForURL(/action=token/);
    await admin.getByRole('cell', { name: '作废令牌' }).waitFor();
    expect(await admin.getByRole('row').count()).toBe(3);
    await button(admin, '核验').click();
    await admin.getByText(/完整：\d+ 条/).waitFor();
    await picture(admin, 'audit');
    const href = await admin.getByRole('link', { name: '导出 CSV' }).getAttribute('href');
    const file = await admin.request.get(`${duban.url}${href}`);
    expect((await file.text()).trim().split('\r\n')).toHaveLength(3);
  });

  it('lets a supervisor see what an order holds, approve one and refuse one; a lost connection loses nothing', async () => {
    type Found = { items: { flagId: number; version: number; subject: { id: string } }[] };
    await expect
      .poll(async () => (await ask<Found>(inspector, 'GET', '/flags?rule=TIM-02')).body.items.length, {
        timeout: 80_000,
        interval: 1000,
      })
      .toBe(3);
    const { items } = (await ask<Found>(inspector, 'GET', '/flags?rule=TIM-02')).body;
    flags = [...items].sort((a, b) => a.subject.id.localeCompare(b.subject.id));
    const [first, second, third] = flags as [Found['items'][0], Found['items'][0], Found['items'][0]];
    const until = new Date(Date.now() + 60 * day).toISOString().slice(0, 10);
    const exempt = { reason: '系统切换期间无法办理', until };
    expect(
      (await ask(inspector, 'POST', `/flags/${third.flagId}/exempt`, exempt, third.version)).status,
    ).toBe(200);
    for (const [i, { flagId, version }] of [first, second].entries()) {
      expect((await ask(inspector, 'POST', `/flags/${flagId}/send`, {}, version)).status).toBe(200);
      const order = { level: 'orange', text: `限期办结 ${i}`, finishBy: until, flags: [{ flagId }] };
      // a send is held for its first seconds
      await expect
        .poll(async () => (await ask(inspector, 'POST', '/orders', order)).status, {
          timeout: 60_000,
          interval: 1000,
        })
        .toBe(201);
    }
    await supervisor.goto(`${duban.url}/approvals`);
    await supervisor.getByRole('link', { name: /待批\s*3/ }).waitFor();
    const orders = supervisor.getByRole('region', { name: '督办单' });
    await orders
      .getByRole('button', { name: /包含的预警/ })
      .first()
      .click();
    await orders.getByText('500112-2026-****23').waitFor();
    await picture(supervisor, 'approvals');
    const dialog = supervisor.getByRole('dialog');
    const decide = async (n: number, choice: string, reason: string) => {
      await orders
        .getByRole('button', { name: /^审批 橙色督办/ })
        .nth(n)
        .click();
      await dialog.getByLabel(choice, { exact: true }).check();
      await dialog.getByLabel('理由').fill(reason);
    };
    await decide(1, '不批准', '先听部门说明');
    await supervisor.context().setOffline(true);
    await button(supervisor, '审批').last().click();
    await dialog.getByText('连不上服务器').waitFor();
    await supervisor.context().setOffline(false);
    expect(await dialog.getByLabel('理由').inputValue()).toBe('先听部门说明');
    await dialog.getByRole('button', { name: '审批' }).click();
    await orders.getByText('已审批 1 项').waitFor();
    await decide(0, '批准', '同意');
    await dialog.getByRole('button', { name: '审批' }).click();
    await orders.getByText('没有待批的督办单').waitFor();
    const states = (await ask<{ items: { text: string; state: string }[] }>(inspector, 'GET', '/orders')).body
      .items;
    expect(states.map(({ text, state }) => `${text} ${state}`).sort()).toEqual([
      '限期办结 0 issued',
      '限期办结 1 refused',
    ]);
  });

  it('lets nobody approve what was approved meanwhile, and says so', async () => {
    const asked = supervisor.getByRole('region', { name: '豁免申请' });
    await asked.getByText('系统切换期间无法办理').waitFor();
    const { flagId } = flags[2] ?? expect.unreachable();
    const other = await joined('zhao', 'supervisor');
    await asked.getByRole('button', { name: /^审批/ }).click();
    const dialog = supervisor.getByRole('dialog');
    await dialog.getByLabel('批准', { exact: true }).check();
    await dialog.getByLabel('理由').fill('同意');
    const { version } = (await ask<{ version: number }>(other, 'GET', `/flags/${flagId}`)).body;
    const body = { approved: true, reason: '同意' };
    expect((await ask(other, 'POST', `/flags/${flagId}/approve`, body, version)).status).toBe(200);
    await dialog.getByRole('button', { name: '审批' }).click();
    await asked.getByText('刚才别人改动过').waitFor();
    await asked.getByText('没有待批的豁免申请').waitFor();
    await other.context().close();
  });
});

/** Faults that axe calls serious or critical. */
async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}

interface PageRoute {
  path: string;
  roles: readonly string[] | undefined;
}
/** Every page that asks for a sign-in, with who may see it. */
function pagesOf(records: readonly RouteRecordRaw[], base = '', above?: PageRoute['roles']): PageRoute[] {
  return records.flatMap((record) => {
    const path = `${base}/${record.path}`.replaceAll(/\/+/g, '/');
    const roles = record.meta?.roles ?? above;
    if (record.children) return pagesOf(record.children, path, roles);
    return record.redirect === undefined ? [{ path, roles }] : [];
  });
}
const desk = routes.filter(({ meta }) => meta?.account);

describe.each(['zh', 'en'])('every page in %s', { sequential: true }, (language) => {
  it.each(Object.entries({ wide, phone }))(
    'has no serious finding of axe and fits, %s',
    async (size, viewport) => {
      const examples: Record<string, string> = {
        caseId: caseId(3),
        flagId: String(flags[0]?.flagId),
        name: 'he',
        channelId: 'new',
        screenId: '1',
        kind: 'items',
        entry: '01-017-004',
        revision: '1',
        code: 'CN',
        rule: 'TIM-02',
        sourceId: '1',
        letterId: '1',
        reportId: '1',
      };
      const faults: string[] = [];
      await admin.setViewportSize(viewport);
      await supervisor.setViewportSize(viewport);
      for (const { path, roles } of pagesOf(desk)) {
        const page = roles && !roles.includes('supervisor') ? admin : supervisor;
        const address = path.replaceAll(
          /:(\w+)/g,
          (_, name: string) => examples[name] ?? `no-example-of-${name}`,
        );
        await page.goto(`${duban.url}${address}?lang=${language}`);
        await page.locator('#content h1').first().waitFor();
        await expect.poll(() => page.getByText(/正在读取…|Loading…/).count(), { timeout: 20_000 }).toBe(0);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (overflow > 0) faults.push(`${address} is ${overflow} px too wide`);
        if (new URL(page.url()).pathname !== address && !path.includes('flagId'))
          faults.push(`${address} led to ${page.url()}`);
        faults.push(...(await seriousFaults(page)).map((fault) => `${address} ${fault}`));
        await picture(page, `page${path.replaceAll(/\W+/g, '-')}-${language}-${size}`);
      }
      expect(faults).toEqual([]);
    },
    // a dozen pages, each loaded anew
    300_000,
  );
});
