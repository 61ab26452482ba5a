import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { totpCode } from '../../../../server/access/secondFactor/totp.ts';
import { fromBase32 } from '../../../../server/testing/fromBase32.ts';
import { openBrowser } from '../../../../server/testing/openBrowser.ts';
import { startDuban } from '../../../../server/testing/startDuban.ts';
import type { RunningDuban } from '../../../../server/testing/startDuban.ts';

const password = 'harbour-lantern-29';
const next = 'harbour-lantern-30';
let duban: RunningDuban;
let browser: Browser;
let page: Page;
let secret: Buffer;
let recoveryCode: string;
/** Of the step before now, now and after: no code is taken twice. */
let step = -1;

const picture = (name: string) =>
  page.screenshot({ path: join(tmpdir(), `duban-account-${name}.png`), fullPage: true, timeout: 60_000 });
const code = (): string => totpCode(secret, Math.floor(Date.now() / 30_000) + step++);
const field = (label: string) => page.getByLabel(label, { exact: true });
const button = (name: string) => page.getByRole('button', { name, exact: true });

beforeAll(async () => {
  duban = await startDuban();
  browser = await openBrowser();
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.request.post(`${duban.url}/api/v1/setup`, {
    data: { code: duban.setupCode(), name: 'lin', displayName: '林', password },
  });
});
afterAll(async () => {
  await browser?.close();
  await duban?.end();
});

// One story: each chapter needs the one before.
describe('the own account', { sequential: true }, () => {
  it('sets up a second factor with an app, by keyboard alone', async () => {
    await page.goto(`${duban.url}/account`);
    await page.getByRole('heading', { name: '我的账号' }).waitFor();
    await picture('begin');
    await button('开启两步验证').press('Enter');
    await expect
      .poll(() =>
        field('当前密码')
          .first()
          .evaluate((one) => one === document.activeElement),
      )
      .toBe(true);
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: '验证器应用用的二维码' }).waitFor();
    secret = fromBase32((await page.locator('code').innerText()).trim());
    await picture('qr');
    await field('验证码').fill('000000');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await field('验证码').fill(code());
    await page.keyboard.press('Enter');
    await page.getByText('请妥善保存这些恢复码').waitFor();
    recoveryCode = await page.locator('li code').first().innerText();
    await picture('codes');
    await button('已保存').click();
    await page.getByText('还剩 10 个恢复码').waitFor();
  });

  it('asks for the code at the next sign-in, and refuses a wrong one', async () => {
    await page.context().clearCookies();
    await page.goto(`${duban.url}/account`);
    await field('账号').fill('lin');
    await field('密码').fill(password);
    await page.keyboard.press('Enter');
    await field('验证码').waitFor();
    await picture('second-step');
    await page.keyboard.type('000000');
    await page.keyboard.press('Enter');
    await page.getByText('验证码不正确').waitFor();
    await field('验证码').fill(code());
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '我的账号' }).waitFor();
  });

  it('lists the open sessions and ends another one', async () => {
    await page.getByRole('row').nth(2).waitFor();
    await button('退出此会话').first().click();
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
  });

  it('tells how strong a new password is, shows it when asked, and takes what is pasted or filled in', async () => {
    await page.goto(`${duban.url}/account?lang=en`);
    const fresh = field('New password (12 characters or more)');
    await fresh.fill('password1234');
    await page.getByText('Strength: too easy to guess').waitFor();
    await fresh.fill(next);
    await page.getByText(/^\s*Strength: (good|strong)/).waitFor();
    expect(await fresh.getAttribute('type')).toBe('password');
    await page.locator('.field', { has: fresh }).getByRole('button', { name: 'Show' }).press('Enter');
    expect(await fresh.getAttribute('type')).toBe('text');
    expect(await fresh.getAttribute('autocomplete')).toBe('new-password');
    const pasted = await fresh.evaluate((one) =>
      one.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true })),
    );
    expect(pasted).toBe(true);
  });

  it('changes the password, and the words it says are in the chosen language', async () => {
    await page.goto(`${duban.url}/account?lang=en`);
    await field('Present password').fill('not mine 1234');
    await field('New password (12 characters or more)').fill(next);
    await field('New password again').fill(next);
    await page.keyboard.press('Enter');
    await page.getByText('That is not your present password.').waitFor();
    await field('Present password').fill(password);
    await page.keyboard.press('Enter');
    await page.getByText('The password is changed').waitFor();
    await picture('english');
  });

  it('signs in with a recovery code in place of the app', async () => {
    await page.context().clearCookies();
    await page.goto(`${duban.url}/account`);
    await field('Account').fill('lin');
    await field('Password').fill(next);
    await page.keyboard.press('Enter');
    await field('Code').fill(recoveryCode.toLowerCase());
    await page.keyboard.press('Enter');
    await page.getByText('On; 9 recovery codes are left.').waitFor();
  });

  it('stays usable on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await picture('phone');
  });

  it('has left a trace that verifies', async () => {
    await expect
      .poll(async () => JSON.parse(await duban.command('audit', 'verify')), { timeout: 20_000 })
      .toMatchObject({ waiting: 0, faults: 0 });
    const actions = (await duban.command('audit', 'export'))
      .split('\n')
      .map((line) => JSON.parse(line).action);
    expect(new Set(actions)).toEqual(
      new Set([
        'account.added',
        'account.password_changed',
        'catalogue.revised',
        'second_factor.added',
        'session.opened',
        'session.refused',
        'session.revoked',
      ]),
    );
  });
});
