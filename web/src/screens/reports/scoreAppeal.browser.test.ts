import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../../../server/testing/openBrowser.ts';
import { startDuban } from '../../../../server/testing/startDuban.ts';
import type { RunningDuban } from '../../../../server/testing/startDuban.ts';

const patience = { timeout: 90_000 };
/** The year that is over, in the office's zone; its December is recent enough for a live source on any day. */
const year =
  Number(new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', year: 'numeric' }).format(Date.now())) -
  1;

const catalogue = {
  regions: [{ code: '500112', name: '渝北区' }],
  departments: [
    { code: '500112-ZJ', name: '渝北区住房城乡建委', region: '500112' },
    { code: '500112-GA', name: '渝北区公安分局', region: '500112' },
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

const cases = ['ZJ', 'GA'].flatMap((office) =>
  Array.from({ length: 40 }, (_, n) => `${office}-${n}`).flatMap((subject) =>
    (['case.accepted', 'case.concluded'] as const).map((type) => ({
      specversion: '1.0',
      id: `${subject}-${type}`,
      source: '/cq/zj',
      type,
      time: `${year}-12-${type === 'case.accepted' ? '02' : '04'}T10:00:00+08:00`,
      subject,
      data: {
        item: '01-017-004',
        department: `500112-${office}`,
        region: '500112',
        handler: 'u-1',
        ...(type === 'case.concluded' ? { outcome: 'granted' } : {}),
      },
    })),
  ),
);

async function signedIn(name: string, ...args: string[]): Promise<Page> {
  const password = (await duban.command('user', 'add', name, ...args)).replace('password: ', '');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  const answer = await context.request.post(`${duban.url}/api/v1/session`, {
    data: { name, password },
    headers: { origin: duban.url },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return context.newPage();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-scores-'));
  await writeFile(join(folder, 'catalogue.json'), JSON.stringify(catalogue));
  duban = await startDuban();
  await duban.command('catalogue', 'import', join(folder, 'catalogue.json'));
  const key = await duban.command('source', 'add', '住建', '--uri', '/cq/zj');
  const answer = await fetch(`${duban.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(cases),
  });
  expect(await answer.json()).toMatchObject({ accepted: cases.length });
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await duban?.end();
  await rm(folder, { recursive: true, force: true });
}, 120_000);

test('a department sees what each part of its score rests on, and appeals against it', async () => {
  const chief = await signedIn('wang', '--role', 'supervisor');
  await chief.goto(`${duban.url}/reports/new?lang=zh&kind=annual_evaluation&period=${year}`);
  await chief.getByRole('button', { name: '生成', exact: true }).click();
  await chief.waitForURL(/\/reports\/\d+/);
  await chief.locator('.papers').getByText('部门考评结果').first().waitFor(patience);
  await chief.getByRole('button', { name: '开始征求意见', exact: true }).click();
  await chief.getByRole('dialog').getByRole('button', { name: '开始征求意见' }).click();
  await expect.poll(() => chief.locator('.head .chip').innerText(), patience).toBe('征求意见');

  const officer = await signedIn('zhou', '--role', 'department', '--department', '500112-ZJ');
  await officer.goto(`${duban.url}${new URL(chief.url()).pathname}?lang=zh`);
  const lost = (office: string) =>
    officer.locator(`[data-figure="department:500112-${office}:timeliness"]`).first();
  await lost('ZJ').click();
  const panel = officer.getByRole('complementary');
  await panel.getByText('到期办件中经确认超期的').waitFor(patience);
  await panel.getByText('40 件中 0 件').waitFor(patience);
  await panel.getByText('印发时重新计算一次').waitFor();
  expect(await lost('GA').count()).toBe(0);
  await panel.getByRole('button', { name: '对这个数字申诉' }).click();
  await panel.getByLabel('申诉内容').fill('系统切换，办结晚报。');
  await panel.getByRole('button', { name: '提出申诉' }).click();
  await officer.getByText('渝北区住房城乡建委：时限').waitFor(patience);

  await chief.reload();
  await chief.getByText('渝北区住房城乡建委：时限').waitFor(patience);
}, 240_000);
