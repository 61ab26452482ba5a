import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../../../server/testing/openBrowser.ts';
import { startDuban } from '../../../../server/testing/startDuban.ts';
import type { RunningDuban } from '../../../../server/testing/startDuban.ts';

const password = 'harbour-lantern-29';
const subject = '500112-2026-000123';

let duban: RunningDuban;
let browser: Browser;
let page: Page;

const fields = () => page.locator('input');
const submit = () => page.locator('button[type=submit]').click();
const picture = (name: string) =>
  page.screenshot({ path: join(tmpdir(), `duban-${name}.png`), timeout: 60_000 });

/** A case of a lenient source that brought its own due date: accepted, due a week ago, still open. */
async function postLateCase(): Promise<void> {
  const key = await duban.command(
    'source',
    'add',
    '住建',
    '--uri',
    '/cq/zj',
    '--lenient',
    '--trust-due-dates',
  );
  const day = 86_400_000;
  const event = (type: string, ago: number, data: object) => ({
    specversion: '1.0',
    id: `${type}-${ago}`,
    source: '/cq/zj',
    type,
    time: new Date(Date.now() - ago).toISOString(),
    subject,
    data: { item: '施工许可', department: '500112-ZJ', region: '500112', ...data },
  });
  const due = new Date(Date.now() - 7 * day).toISOString();
  const response = await fetch(`${duban.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify([
      event('case.submitted', 30 * day, {}),
      event('case.accepted', 29 * day, { promisedDueAt: due }),
      event('case.step_completed', 1000, { step: '审查' }),
    ]),
  });
  expect(await response.json()).toMatchObject({ accepted: 3 });
}

beforeAll(async () => {
  duban = await startDuban();
  browser = await openBrowser();
  page = await (await browser.newContext({ viewport: { width: 1440, height: 1000 } })).newPage();
});

afterAll(async () => {
  await browser?.close();
  await duban?.end();
});

// One story: each chapter needs the one before.
describe('the pages for people', { sequential: true }, () => {
  it('lets the first administrator in with the code the server printed', async () => {
    await page.goto(duban.url);
    await page.waitForURL('**/setup');
    await fields()
      .nth(0)
      .fill(duban.setupCode() ?? '');
    await fields().nth(1).fill('lin');
    await fields().nth(2).fill(password);
    await fields().nth(3).fill(`${password}!`);
    await submit();
    await page.getByText('两次输入的密码不一致').waitFor();
    await fields().nth(3).fill(password);
    await submit();
    await page.waitForURL(`${duban.url}/`);
  });

  it('refuses a wrong password in words and lets the right one in', async () => {
    await page.context().clearCookies();
    await page.goto(`${duban.url}/signin?lang=en`);
    await fields().nth(0).fill('lin');
    await fields().nth(1).fill('not the password');
    await submit();
    await page.getByText('Name or password is wrong').waitFor();
    await fields().nth(1).fill(password);
    await submit();
    await page.waitForURL(`${duban.url}/`);
  });

  it('lists what the rules found and explains a case day by day', async () => {
    await postLateCase();
    await expect
      .poll(
        async () => {
          await page.goto(`${duban.url}/?lang=zh`);
          await page.locator('h1').waitFor();
          await page.waitForTimeout(500);
          return page.locator('tbody tr').count();
        },
        { timeout: 40_000, interval: 2000 },
      )
      .toBeGreaterThan(0);
    await picture('home');
    await page.getByText(subject).first().click();
    await page.locator('.clock li.counted').first().waitFor();
    expect(await page.locator('.clock li.due').count()).toBe(1);
    await page.getByText('环节时间雷同').first().waitFor();
    await picture('case');
  });

  it('says so when there is no such case', async () => {
    await page.goto(`${duban.url}/cases/no-such-case`);
    await page.getByText('没有这个办件').waitFor();
  });

  it('lets nobody see a page after signing out', async () => {
    await page.getByRole('button', { name: '退出' }).click();
    await page.waitForURL('**/signin');
    await page.goto(`${duban.url}/cases/${subject}`);
    await page.waitForURL(/\/signin\?next=/);
  });
});
