import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../../../server/testing/openBrowser.ts';
import { startDuban } from '../../../../server/testing/startDuban.ts';
import type { RunningDuban } from '../../../../server/testing/startDuban.ts';

const day = 86_400_000;
const caseId = '500112-2026-000321';
const catalogue = {
  regions: [{ code: '500112', name: '渝北区' }],
  departments: [
    { code: '500112-ZJ', name: '渝北区住房城乡建委', region: '500112' },
    { code: '500112-ZJ-1', name: '渝北区住建一科', region: '500112', parent: '500112-ZJ' },
  ],
  items: [
    {
      code: 'permit',
      name: '施工许可',
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
let zhou: Page;
let hu: Page;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(tmpdir(), `duban-stand-in-${name}.png`), fullPage: true, timeout: 60_000 });

async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
    violations: { id: string; impact: string; nodes: { html: string }[] }[];
  };
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

async function officer(name: string, department: string): Promise<Page> {
  const said = await duban.command('user', 'add', name, '--role', 'department', '--department', department);
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(`${duban.url}/signin`);
  await page.locator('input').nth(0).fill(name);
  await page
    .locator('input')
    .nth(1)
    .fill(said.replace(/^password: /, ''));
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => url.pathname === '/');
  return page;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-stand-in-'));
  await writeFile(join(folder, 'catalogue.json'), JSON.stringify(catalogue));
  duban = await startDuban();
  browser = await openBrowser();
  await duban.command('catalogue', 'import', join(folder, 'catalogue.json'));
  const key = await duban.command('source', 'add', '住建', '--uri', '/cq/zj');
  const event = (id: string, type: string, ago: number, data: object) => ({
    specversion: '1.0',
    id,
    source: '/cq/zj',
    type,
    time: new Date(Date.now() - ago).toISOString(),
    subject: caseId,
    data: { item: 'permit', department: '500112-ZJ', region: '500112', ...data },
  });
  const answer = await fetch(`${duban.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify([
      event('1', 'case.accepted', 14 * day, { handler: { code: 'u-101', name: '王小明' } }),
      event('2', 'case.step_completed', 1000, { step: '审查', handler: 'u-102' }),
    ]),
  });
  expect(await answer.json()).toMatchObject({ accepted: 2 });
  zhou = await officer('zhou', '500112-ZJ');
  hu = await officer('hu', '500112-ZJ-1');
});
afterAll(async () => {
  await browser?.close();
  await duban?.end();
  await rm(folder, { recursive: true, force: true });
});

// One story: each chapter needs the one before.
describe('a holiday', { sequential: true }, () => {
  it('begins with naming who stands in, and with what is handed over', async () => {
    await zhou.goto(`${duban.url}/account`);
    await zhou.getByLabel('由谁代班').selectOption('hu');
    await button(zhou, '安排代班').press('Enter');
    await zhou.getByText('hu 代 zhou').waitFor();
    await button(zhou, '查看交接').click();
    await zhou.getByText('尚未代办任何事项。').waitFor();
    await picture(zhou, 'agreed');
    expect(await seriousFaults(zhou)).toEqual([]);
  });

  it('lets whoever stands in act within the officer’s scope, and says so on every page', async () => {
    await hu.goto(`${duban.url}/cases/${caseId}`);
    await hu.getByText('没有这个办件').or(hu.getByRole('alert')).first().waitFor();
    await hu.goto(`${duban.url}/account`);
    await button(hu, '开始代办').press('Enter');
    await hu.getByText('您正在代 zhou 办理').waitFor();
    await hu.goto(`${duban.url}/cases/${caseId}`);
    await hu.getByRole('tab', { name: '责任' }).waitFor();
    await hu.getByText('您正在代 zhou 办理').waitFor();
    await picture(hu, 'acting');
  });

  it('ends when it is left, and the case is not to be seen any more', async () => {
    await button(hu, '结束代办').click();
    await hu.getByText('您正在代 zhou 办理').waitFor({ state: 'detached' });
    await hu.goto(`${duban.url}/cases/${caseId}`);
    await hu.getByRole('alert').waitFor();
  });
});

describe('a bad outcome', { sequential: true }, () => {
  it('is traced back on its case, person by person, names masked', async () => {
    await expect
      .poll(
        async () => {
          await zhou.goto(`${duban.url}/cases/${caseId}`);
          await zhou.getByRole('tab', { name: '责任' }).click();
          await zhou.getByText('不良结果及倒查').waitFor();
          return zhou.getByText('往前追溯：u-102 ← u-101 王**').count();
        },
        { timeout: 60_000 },
      )
      .toBe(1);
    expect(await zhou.getByText('首问', { exact: true }).count()).toBe(1);
    await picture(zhou, 'case');
    expect(await seriousFaults(zhou)).toEqual([]);
  });

  it('is counted by handler, department and item, for a month, and taken away as a file', async () => {
    await zhou.goto(`${duban.url}/responsibility`);
    await zhou.getByRole('heading', { name: '责任追溯' }).waitFor();
    await button(zhou, '部门').press('Enter');
    await zhou.waitForURL(/by=department/);
    expect(await zhou.getByRole('link', { name: 'Excel' }).getAttribute('href')).toContain('by=department');
    await zhou.getByRole('table').or(zhou.getByText('该期间没有成立的黄牌或红牌。')).first().waitFor();
    await picture(zhou, 'list');
    expect(await seriousFaults(zhou)).toEqual([]);
    await zhou.setViewportSize({ width: 390, height: 844 });
    expect(await zhou.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
