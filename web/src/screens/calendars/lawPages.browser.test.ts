import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../../../server/testing/openBrowser.ts';
import { startDuban } from '../../../../server/testing/startDuban.ts';
import type { RunningDuban } from '../../../../server/testing/startDuban.ts';

const aDay = 86_400_000;
const catalogue = {
  regions: [{ code: '500112', name: '渝北区' }],
  departments: [{ code: '500112-ZJ', name: '渝北区住房城乡建委', region: '500112' }],
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

let folder: string;
let duban: RunningDuban;
let browser: Browser;
let page: Page;

const localDay = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
const button = (name: string | RegExp) => page.getByRole('button', { name });
const confirm = (name: string) => page.getByRole('dialog').getByRole('button', { name }).click();
const row = (text: string) => page.getByRole('row').filter({ hasText: text });

async function read<Answer>(path: string): Promise<Answer> {
  const answer = await page.request.get(`${duban.url}/api/v1${path}`);
  return (await answer.json()) as Answer;
}
async function dueOf(caseId: string): Promise<string | undefined> {
  const { items } = await read<{ items: { promisedDueAt: string }[] }>(`/cases?number=${caseId}`);
  return items[0]?.promisedDueAt;
}

/** The first working day after today, as the server has it. */
async function nextWorkday(): Promise<string> {
  const { days } = await read<{ days: { date: string; off: boolean }[] }>('/calendars/CN');
  const listed = new Map(days.map(({ date, off }) => [date, off]));
  for (let at = Date.now() + aDay; ; at += aDay) {
    const date = localDay(at);
    const weekend = [0, 6].includes(new Date(date).getUTCDay());
    if (!(listed.get(date) ?? weekend)) return date;
  }
}

async function seriousFaults(): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'],
    }),
  );
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-law-'));
  await writeFile(join(folder, 'catalogue.json'), JSON.stringify(catalogue));
  [duban, browser] = await Promise.all([startDuban(), openBrowser()]);
  await duban.command('catalogue', 'import', join(folder, 'catalogue.json'));
  const key = await duban.command('source', 'add', '住建', '--uri', '/cq/zj');
  const accepted = (subject: string, ago: number) => ({
    specversion: '1.0',
    id: subject,
    source: '/cq/zj',
    type: 'case.accepted',
    time: new Date(Date.now() - ago).toISOString(),
    subject,
    data: { item: '01-017-004', department: '500112-ZJ', region: '500112' },
  });
  const sent = await fetch(`${duban.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify([accepted('fresh-1', 1000), accepted('late-1', 40 * aDay)]),
  });
  expect(await sent.json()).toMatchObject({ accepted: 2 });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  page = await context.newPage();
  const setup = { code: duban.setupCode(), name: 'lin', displayName: '林', password: 'harbour-lantern-29' };
  await page.request.post(`${duban.url}/api/v1/setup`, { data: setup });
});

afterAll(async () => {
  await browser?.close();
  await duban?.end();
  await rm(folder, { recursive: true, force: true });
});

describe('calendars and rules', { sequential: true }, () => {
  it('a closing day is previewed, applied and undone by the opposite change', async () => {
    await page.goto(`${duban.url}/admin/calendars?lang=zh`);
    await page.getByRole('link', { name: 'CN', exact: true }).click();
    await page.getByRole('grid').first().waitFor();
    const [day, due] = [await nextWorkday(), await dueOf('fresh-1')];

    await page.getByLabel('从', { exact: true }).fill(day);
    await page.getByLabel('到（含）', { exact: true }).fill(day);
    await page.getByLabel('名称').fill('停电停办');
    await button('加入待改（1 天）').click();
    await page.getByLabel('依据').fill('渝府办〔2026〕7号');
    await page.reload();
    const gathered = page.getByRole('region', { name: '待改' });
    await gathered.getByText('停电停办').waitFor();
    expect(await page.getByLabel('依据').inputValue()).toBe('渝府办〔2026〕7号');
    expect(await seriousFaults()).toEqual([]);

    await button('预览影响').click();
    const preview = page.getByRole('region', { name: '预览：这项改动会带来什么' });
    await preview
      .getByText(/件到期日移动/)
      .first()
      .waitFor();
    await preview.getByRole('row').filter({ hasText: '渝北区住房城乡建委' }).last().waitFor();
    expect(await dueOf('fresh-1')).toBe(due);
    await preview.getByRole('button', { name: '生效', exact: true }).click();
    await confirm('生效');
    await page.getByText(/^已生效。/).waitFor();
    expect(due).toBeDefined();
    expect(await dueOf('fresh-1')).not.toBe(due);

    await button('撤销（反向改动）').click();
    await gathered.getByText('按星期').waitFor();
    await button('预览影响').click();
    await preview
      .getByText(/件到期日移动/)
      .first()
      .waitFor();
    await preview.getByRole('button', { name: '生效', exact: true }).click();
    await confirm('生效');
    await page.getByText(/^已生效。/).waitFor();
    expect(await dueOf('fresh-1')).toBe(due);
    await row('撤销：渝府办').first().waitFor();
  });

  it('a threshold is back-tested on past cases and put in force', async () => {
    await page.goto(`${duban.url}/admin/rules?lang=zh`);
    await page.getByLabel('查找规则').fill('超承诺');
    await page.getByRole('link', { name: 'TIM-02 超承诺' }).click();
    const threshold = page.getByLabel(/超几个工作日起为红牌/);
    await threshold.fill('many');
    await button('试算').click();
    await page.getByText('请填数字').waitFor();
    await threshold.fill('200');
    await page.getByLabel('从', { exact: true }).fill(localDay(Date.now() - 60 * aDay));
    await button('试算').click();
    const found = page.getByRole('region', { name: '试算：这项改动会带来什么' });
    await found.getByRole('row').filter({ hasText: 'late-1' }).waitFor();
    expect(await seriousFaults()).toEqual([]);

    await found.getByRole('button', { name: '定为新版本' }).click();
    await confirm('定为新版本');
    await page.getByText(/第 1 版已立/).waitFor();
    const { items } = await read<{ items: { rule: string; inForce: object }[] }>('/rules');
    expect(items.find(({ rule }) => rule === 'TIM-02')?.inForce).toMatchObject({
      version: 1,
      params: { redFromWorkdays: 200 },
      validFrom: localDay(Date.now()),
    });
    expect(await threshold.inputValue()).toBe('200');
  });
});
