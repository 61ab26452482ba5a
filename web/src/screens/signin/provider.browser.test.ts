import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oidcClient, startOidcServer } from '../../../../server/testing/oidcServer.ts';
import { openBrowser } from '../../../../server/testing/openBrowser.ts';
import { startDuban, type RunningDuban } from '../../../../server/testing/startDuban.ts';

let duban: RunningDuban;
let city: Awaited<ReturnType<typeof startOidcServer>>;
let browser: Browser;
let page: Page;

const picture = (name: string) =>
  page.screenshot({ path: join(tmpdir(), `duban-provider-${name}.png`), fullPage: true, timeout: 60_000 });
const link = (name: string) => page.getByRole('link', { name, exact: true });
const li = { sub: 's1', preferred_username: 'li.ming', name: '李明', groups: ['inspectors'] };

beforeAll(async () => {
  duban = await startDuban(async (url) => {
    city = await startOidcServer({ redirectUri: `${url}/api/v1/oidc/callback`, host: 'localhost' });
    return {
      DUBAN_PUBLIC_URL: url,
      DUBAN_OIDC_ISSUER: city.issuer.href,
      DUBAN_OIDC_CLIENT_ID: oidcClient.clientId,
      DUBAN_OIDC_CLIENT_SECRET: oidcClient.clientSecret,
    };
  });
  browser = await openBrowser();
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.request.post(`${duban.url}/api/v1/setup`, {
    data: { code: duban.setupCode(), name: 'lin', displayName: '林', password: 'harbour-lantern-29' },
  });
  const mapped = await page.request.put(`${duban.url}/api/v1/oidc/groups`, {
    headers: { origin: duban.url },
    data: { items: [{ group: 'inspectors', role: 'inspector' }] },
  });
  expect(mapped.status()).toBe(200);
});
afterAll(async () => {
  await browser?.close();
  await duban?.end();
  await city?.close();
});

// One story: each chapter needs the one before.
describe('the sign-in page with a provider', { sequential: true }, () => {
  it('says why the provider’s word was not enough, once', async () => {
    city.state.person = { ...li, groups: ['staff'] };
    await page.context().clearCookies();
    await page.goto(`${duban.url}/account`);
    await link('使用统一身份认证登录').press('Enter');
    await page.getByRole('alert').getByText('您在统一身份认证中的用户组在本系统没有权限').waitFor();
    await picture('refused');
    await page.evaluate(axe.source);
    const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
      violations: { id: string; impact: string; nodes: { html: string }[] }[];
    };
    const serious = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await page.reload();
    await link('使用统一身份认证登录').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('leads from the page that was wanted to the provider and back to it', async () => {
    city.state.person = li;
    await page.context().clearCookies();
    await page.goto(`${duban.url}/account?lang=en`);
    await link("Sign in with the city's account").click();
    await page.getByRole('heading', { name: 'My account' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/account');
    await page.getByText('li.ming').first().waitFor();
    await page.getByText("You sign in through the city's own provider.").waitFor();
    expect(await page.getByLabel('Present password').count()).toBe(0);
    await picture('account');
  });

  it('stays usable on a phone', async () => {
    await page.context().clearCookies();
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(`${duban.url}/account`);
    await link("Sign in with the city's account").waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await picture('phone');
  });
});
