import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../../../server/testing/openBrowser.ts';
import { startDuban } from '../../../../server/testing/startDuban.ts';
import type { RunningDuban } from '../../../../server/testing/startDuban.ts';

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
      statutoryLimit: { value: 30, unit: 'workday' },
      validFrom: '2020-01-01',
    },
  ],
};

let folder: string;
let duban: RunningDuban;
let browser: Browser;
const pages = new Map<string, Page>();
const passwords = new Map<string, string>();

const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(tmpdir(), `duban-${name}.png`), timeout: 60_000 });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const caseId = (n: number) => `500112-2026-00012${n}`;
const inPanel = (page: Page) => page.locator('.side');

/** Three cases accepted 14 days ago and still open. */
async function postLateCases(): Promise<void> {
  const key = await duban.command('source', 'add', '住建', '--uri', '/cq/zj');
  const event = (subject: string, type: string, ago: number, data: object = {}) => ({
    specversion: '1.0',
    id: `${subject}-${type}`,
    source: '/cq/zj',
    type,
    time: new Date(Date.now() - ago).toISOString(),
    subject,
    data: { item: '01-017-004', department: '500112-ZJ', region: '500112', ...data },
  });
  const response = await fetch(`${duban.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(
      [3, 4, 5].flatMap((n) => [
        event(caseId(n), 'case.submitted', 15 * day),
        event(caseId(n), 'case.accepted', 14 * day),
        event(caseId(n), 'case.step_completed', 1000, { step: '审查', handler: 'u-102' }),
      ]),
    ),
  });
  expect(await response.json()).toMatchObject({ accepted: 9 });
}

async function addUser(name: string, ...args: string[]): Promise<void> {
  const said = await duban.command('user', 'add', name, ...args);
  passwords.set(name, said.replace(/^password: /, ''));
}

async function signedIn(name: string, viewport: { width: number; height: number }): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(`${duban.url}/signin`);
  await page.locator('input').nth(0).fill(name);
  await page.locator('input').nth(1).fill(passwords.get(name)!);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => url.pathname === '/');
  pages.set(name, page);
  return page;
}

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

/** Opens a case's broken promise. */
async function open(page: Page, n: number): Promise<void> {
  await page.goto(`${duban.url}/cases/${caseId(n)}`);
  await page.getByRole('navigation', { name: '预警' }).getByText('超承诺').click();
  await inPanel(page)
    .getByRole('heading', { name: /超承诺/ })
    .waitFor();
}

/** Fills a form's field by its label and sends it under the action's name. */
async function act(page: Page, action: string, fields: Record<string, string>, chosen: string[] = []) {
  await inPanel(page)
    .getByRole('group', { name: '可办的事' })
    .getByRole('button', { name: action, exact: true })
    .click();
  for (const choice of chosen) await inPanel(page).getByLabel(choice, { exact: true }).check();
  for (const [label, text] of Object.entries(fields)) await inPanel(page).getByLabel(label).fill(text);
  await inPanel(page).locator('form button[type=submit]').click();
  await inPanel(page).locator('form').waitFor({ state: 'detached' });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-desk-'));
  await writeFile(join(folder, 'catalogue.json'), JSON.stringify(catalogue));
  await writeFile(join(folder, '说明.txt'), '审查人外出，未移交。\n');
  duban = await startDuban();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await duban?.end();
  await rm(folder, { recursive: true, force: true });
});

// One story: each chapter needs the one before.
describe('the desk', { sequential: true }, () => {
  it('lets the first administrator in with the code the server printed', async () => {
    const page = await (await browser.newContext({ viewport: wide })).newPage();
    await page.goto(duban.url);
    await page.waitForURL('**/setup');
    const fields = page.locator('input');
    await fields.nth(0).fill(duban.setupCode() ?? '');
    await fields.nth(1).fill('lin');
    await fields.nth(2).fill(password);
    await fields.nth(3).fill(`${password}!`);
    await page.locator('button[type=submit]').click();
    await page.getByText('两次输入的密码不一致').waitFor();
    await fields.nth(3).fill(password);
    await page.locator('button[type=submit]').click();
    // nothing has reported yet: the guide of the first day, to which the empty list leads too
    await page.waitForURL('**/admin/start');
    await page.getByRole('link', { name: '预警', exact: true }).click();
    await page.getByText('现在没有待处理的预警').waitFor();
    await page.getByRole('link', { name: '首次使用：一步步接入' }).waitFor();
    pages.set('lin', page);
  });

  it('refuses a wrong password in words', async () => {
    const page = await (await browser.newContext({ viewport: wide })).newPage();
    await page.goto(`${duban.url}/signin?lang=en`);
    await page.locator('input').nth(0).fill('lin');
    await page.locator('input').nth(1).fill('not the password');
    await page.locator('button[type=submit]').click();
    await page.getByText('Name or password is wrong').waitFor();
    await page.context().close();
  });

  it('lists what the rules found, with the time that is used', async () => {
    await duban.command('catalogue', 'import', join(folder, 'catalogue.json'));
    await addUser('chen', '--role', 'inspector');
    await addUser('zhou', '--role', 'department', '--department', '500112-ZJ');
    await addUser('wang', '--role', 'supervisor');
    await addUser('lu', '--role', 'auditor');
    await postLateCases();
    const page = await signedIn('chen', wide);
    await expect
      .poll(
        async () => {
          await page.reload();
          await page.getByRole('heading', { level: 1 }).waitFor();
          await page.waitForTimeout(500);
          return page.locator('[title="TIM-02"]').count();
        },
        { timeout: 80_000, interval: 3000 },
      )
      .toBe(3);
    await page.getByText('/4').first().waitFor();
    await picture(page, 'desk-list');
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('narrows by a chip that stands in the address, and goes by keys', async () => {
    const page = pages.get('chen')!;
    await page.getByRole('button', { name: '＋ 筛选' }).click();
    await page.getByRole('dialog').locator('select').selectOption('rule');
    await page.getByLabel('TIM-02 超承诺').check();
    await page.keyboard.press('Escape');
    await page.waitForURL(/rule=TIM-02/);
    await expect.poll(() => page.getByRole('row').filter({ hasText: '****2' }).count()).toBe(3);
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('已选 1 件').first().waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '按键' }).waitFor();
    await picture(page, 'desk-keys');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByText('已选 1 件').first().waitFor({ state: 'detached' });
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/cases\//);
  });

  it('explains a case day by day', async () => {
    const page = pages.get('chen')!;
    await open(page, 3);
    await page.locator('.sla .over_promise').waitFor();
    await picture(page, 'case-timeline');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('tab', { name: /为什么/ }).click();
    await page.locator('.clock li.counted').first().waitFor();
    expect(await page.locator('.clock li.due').count()).toBe(2);
    await picture(page, 'case-why');
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('sends several at once after a preview, and takes that back while it is held', async () => {
    const page = pages.get('chen')!;
    const choose = async (n: number) => page.getByLabel(`选择 500112-2026-****2${n}`).check();
    await page.goto(`${duban.url}/?rule=TIM-02`);
    await choose(3);
    await choose(4);
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog', { name: '派发' });
    await dialog.getByLabel('内容').fill('请在 3 个工作日内说明原因');
    await button(page, '预览').click();
    await dialog.getByText('将执行 2 件').waitFor();
    await picture(page, 'desk-bulk');
    await button(page, '执行').click();
    await page.getByRole('button', { name: /^撤销（/ }).click();
    await page.getByText('撤销派发 2 件').waitFor();
    await expect.poll(() => page.getByRole('row').filter({ hasText: '已发现' }).count()).toBe(3);
    await choose(3);
    await choose(4);
    await page.keyboard.press('s');
    await button(page, '预览').click();
    await button(page, '执行').click();
    await expect.poll(() => page.getByRole('row').filter({ hasText: '已发送' }).count()).toBe(2);
  });

  it('lets the officer answer on a phone, with a file, and keeps what was typed over a reload', async () => {
    const page = await signedIn('zhou', phone);
    await page.waitForURL(/status=sent/);
    await page.getByText('建筑工程施工许可证核发').first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await picture(page, 'phone-list');
    const reply = inPanel(page).getByRole('button', { name: '回复', exact: true });
    await expect
      .poll(
        async () => {
          await open(page, 3);
          return reply.count();
        },
        { timeout: 30_000, interval: 1500 },
      )
      .toBe(1);
    await reply.click();
    await inPanel(page).locator('form button[type=submit]').click();
    await page.getByText('请填写：原因').waitFor();
    await inPanel(page).getByLabel('人员交接').check();
    await inPanel(page).getByLabel('内容').fill('审查人外出，未移交');
    await page.reload();
    await expect.poll(() => inPanel(page).getByLabel('内容').inputValue()).toBe('审查人外出，未移交');
    await page.locator('input[type=file]').setInputFiles(join(folder, '说明.txt'));
    await inPanel(page).getByText('说明.txt').waitFor();
    await picture(page, 'phone-reply');
    expect(await seriousFaults(page)).toEqual([]);
    await page.context().setOffline(true);
    await inPanel(page).locator('form button[type=submit]').click();
    await page.getByText('连不上服务器').waitFor();
    await page.context().setOffline(false);
    await inPanel(page).locator('form button[type=submit]').click();
    await inPanel(page).getByText('已回复').first().waitFor();
    await open(page, 4);
    await act(page, '申诉', { 理由: '系统接口中断，已办结' });
  });

  it('tells the inspector’s list that the officer has answered, and shows it when it is asked to', async () => {
    const page = pages.get('chen')!;
    await page.getByRole('button', { name: /条更新/ }).waitFor();
    await page.keyboard.press('.');
    await page.getByRole('row').filter({ hasText: '已回复' }).first().waitFor();
  });

  it('judges, orders, reviews and closes; a stale version loses nothing', async () => {
    const page = pages.get('chen')!;
    const officer = pages.get('zhou')!;
    await open(page, 3);
    await page.getByRole('tab', { name: /会话/ }).click();
    await page.getByText('审查人外出，未移交').waitFor();
    await picture(page, 'case-conversation');
    await inPanel(page).getByRole('button', { name: '认定', exact: true }).click();
    await inPanel(page).getByLabel('属实，逾期').check();
    await inPanel(page).getByLabel('理由').fill('内部移交不是理由');
    await officer.goto(`${duban.url}/cases/${caseId(3)}`);
    await open(officer, 3);
    await act(officer, '批注', { 内容: '补充：审查人已返岗' });
    await inPanel(page).locator('form button[type=submit]').click();
    const stale = page.getByText('刚才别人改动了这条预警');
    const done = inPanel(page).getByText('已认定');
    await stale.or(done).first().waitFor();
    if (await stale.isVisible()) {
      expect(await inPanel(page).getByLabel('理由').inputValue()).toBe('内部移交不是理由');
      await inPanel(page).locator('form button[type=submit]').click();
    }
    await done.waitFor();
    await act(page, '督办', { 内容: '请于月底前完成整改' }, ['蓝色督办']);
    await open(officer, 3);
    await act(officer, '报整改', { 内容: '已建立移交登记' });
    await open(page, 3);
    await act(page, '复核', { 内容: '登记属实' }, ['通过']);
    await act(page, '销号', { 内容: '整改到位' });
    await inPanel(page).getByText('已销号').first().waitFor();
  });

  it('decides an appeal, and a supervisor approves an exemption', async () => {
    const page = pages.get('chen')!;
    await open(page, 4);
    await act(page, '裁定申诉', { 理由: '接口日志证明中断' }, ['撤销预警']);
    await inPanel(page).getByText('已撤销').first().waitFor();
    await open(page, 5);
    const until = new Date(Date.now() + 60 * day).toISOString().slice(0, 10);
    await act(page, '申请豁免', { 理由: '系统切换期间', 豁免至: until });
    const supervisor = await signedIn('wang', phone);
    await open(supervisor, 5);
    await act(supervisor, '审批豁免', { 理由: '同意，限期两个月' }, ['批准']);
    await inPanel(supervisor).getByText('已豁免').first().waitFor();
    await picture(supervisor, 'phone-approved');
  });

  it('counts the confirmed delay in the evaluation of the office, down to the flag', async () => {
    const page = pages.get('chen')!;
    const about = await page.request.get(`${duban.url}/api/v1/cases/${caseId(3)}`);
    const { limits } = (await about.json()) as { limits: { kind: string; dueAt: string }[] };
    const due = Date.parse(limits.find(({ kind }) => kind === 'promised')!.dueAt);
    // the last day of the limit, in Chongqing
    const period = new Date(due - 1 + 8 * 3_600_000).toISOString().slice(0, 7);
    await page.goto(`${duban.url}/evaluation?by=department&period=${period}`);
    const row = page.getByRole('row').filter({ hasText: '渝北区住房城乡建委' });
    await row.getByText('样本不足，不排名').first().waitFor();
    await row.getByText('100.0%').waitFor();
    await row.getByRole('button').press('Enter');
    await page.waitForURL(/unit=500112-ZJ/);
    await page.getByText(/TIM-02 超承诺 · 经确认 1 件/).click();
    await picture(page, 'evaluation');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('link', { name: /^预警 \d+$/ }).click();
    await page
      .getByRole('heading', { name: /超承诺/ })
      .first()
      .waitFor();
  });

  it('tries other weights without keeping them, and takes points from the office by a paper', async () => {
    const page = pages.get('chen')!;
    await page.goBack();
    await page.waitForURL(/unit=500112-ZJ/);
    const supervisor = await signedIn('wang', wide);
    await supervisor.goto(page.url());
    await supervisor.getByRole('button', { name: '试算权重' }).click();
    await supervisor.getByRole('slider', { name: '数据' }).fill('90');
    await supervisor.getByText('以下是按试算权重得出的结果，未保存。').waitFor();
    await picture(supervisor, 'evaluation-tried');
    await supervisor.getByRole('button', { name: '恢复现行权重' }).click();
    await supervisor.getByText('以下是按试算权重得出的结果，未保存。').waitFor({ state: 'detached' });
    await supervisor.getByRole('button', { name: '加分或扣分' }).click();
    await supervisor.getByLabel('分值').fill('-2.5');
    await supervisor.getByLabel('事由').fill('市级通报批评');
    await supervisor.getByLabel('依据').fill('督查通报〔2026〕3号');
    await supervisor.getByRole('button', { name: '记入' }).click();
    await supervisor.getByText('−2.5').first().waitFor();
    await supervisor.getByText('督查通报〔2026〕3号').waitFor();
    await picture(supervisor, 'evaluation-adjusted');
    expect(await seriousFaults(supervisor)).toEqual([]);
  });

  it('shows the auditor every step and lets them change nothing', async () => {
    const page = await signedIn('lu', wide);
    await open(page, 3);
    await page.getByText('现在没有您要办的事').waitFor();
    await page.getByRole('tab', { name: '审计' }).click();
    await page.locator('code').first().waitFor();
    expect(
      await page
        .locator('code')
        .filter({ hasText: /^flag\./ })
        .count(),
    ).toBeGreaterThan(5);
    await picture(page, 'case-audit');
    await page.goto(`${duban.url}/?lang=en`);
    await page.getByRole('row').nth(1).waitFor();
    await picture(page, 'desk-list-en');
    await page.goto(`${duban.url}/cases/${caseId(3)}`);
    await page.locator('.sla').waitFor();
    await picture(page, 'case-en');
  });

  it('says so when the line is lost, and goes on when it is there again', async () => {
    const page = pages.get('chen')!;
    await page.goto(`${duban.url}/?rule=TIM-02`);
    await page.getByRole('row').nth(1).waitFor();
    await duban.kill();
    await page.getByText('连接中断').waitFor();
    await duban.start();
    await page.getByText('连接中断').waitFor({ state: 'detached', timeout: 60_000 });
  });

  it('says so when there is no such case, and lets nobody see a page after signing out', async () => {
    const page = pages.get('lin')!;
    await page.goto(`${duban.url}/cases/no-such-case?lang=zh`);
    await page.getByText('没有这个办件').waitFor();
    await button(page, '退出').click();
    await page.waitForURL('**/signin');
    await page.goto(`${duban.url}/cases/${caseId(3)}`);
    await page.waitForURL(/\/signin\?next=/);
  });
});
