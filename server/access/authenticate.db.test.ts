import { Router } from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { roles } from '#contract/account';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { disableAccount, enableAccount } from './accountStore.ts';
import { signedIn } from './authenticate.ts';
import { requireRole } from './requireRole.ts';
import { addToken, listTokens, revokeToken } from './tokenStore.ts';
import { tokenOrLoopback } from './tokenOrLoopback.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;
const tokens = new Map<string, string>();

beforeAll(async () => {
  database = await testDatabase();
  for (const role of roles)
    tokens.set(role, await accountWithToken(database.pool, { name: role, role, department: 'D1' }, start));
  app = await readApp(database.pool, { now: start }, () => [
    Router()
      .get('/me', (_req, res) => {
        res.json(signedIn(res));
      })
      .post('/letters', requireRole('inspector', 'admin'), (_req, res) => {
        res.json({});
      })
      .get('/metrics', tokenOrLoopback, (_req, res) => {
        res.json({});
      }),
  ]);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const ask = (address: string, token = '', method = 'GET', headers = {}): Promise<Response> =>
  fetch(`${app.url}${address}`, {
    method,
    headers: { ...(token === '' ? {} : { authorization: `Bearer ${token}` }), ...headers },
  });

test('a token stands for its account, also on unsafe methods', async () => {
  const token = tokens.get('inspector');
  expect(token).toMatch(/^dbt_[\w-]{43}$/);
  expect(await (await ask('/me', token)).json()).toMatchObject({ name: 'inspector', role: 'inspector' });
  expect((await ask('/letters', token, 'POST', { origin: 'https://evil.example' })).status).toBe(200);
});

test.each(roles.map((role) => [role]))('the role %s is let on only where it is named', async (role) => {
  const { status } = await ask('/letters', tokens.get(role), 'POST');
  expect(status).toBe(role === 'inspector' || role === 'admin' ? 200 : 403);
});

test('nobody is asked to sign in before being told that he may not', async () => {
  expect((await ask('/letters', '', 'POST')).status).toBe(401);
});

test('a credential in the address is none', async () => {
  const token = tokens.get('inspector');
  for (const name of ['token', 'access_token', 'duban', 'authorization'])
    expect((await ask(`/me?${name}=${token}`)).status).toBe(401);
});

test('a revoked token is refused from then on', async () => {
  const added = await addToken(database.pool, { account: 'admin', name: 'script', expiresAt: null }, start);
  expect((await ask('/me', added?.secret)).status).toBe(200);
  expect(await revokeToken(database.pool, added?.tokenId ?? 0, start)).toBe(true);
  expect(await revokeToken(database.pool, added?.tokenId ?? 0, start)).toBe(false);
  expect((await ask('/me', added?.secret)).status).toBe(401);
});

test('a token ends at its time', async () => {
  const added = await addToken(
    database.pool,
    { account: 'admin', name: 'script', expiresAt: start + 1000 },
    start,
  );
  app.time.now = start + 999;
  expect((await ask('/me', added?.secret)).status).toBe(200);
  app.time.now = start + 1000;
  expect((await ask('/me', added?.secret)).status).toBe(401);
  app.time.now = start;
});

test('the token of a disabled account is refused, and none is made for it', async () => {
  await disableAccount(database.pool, 'auditor', start);
  expect((await ask('/me', tokens.get('auditor'))).status).toBe(401);
  expect(
    await addToken(database.pool, { account: 'auditor', name: 'x', expiresAt: null }, start),
  ).toBeUndefined();
  await enableAccount(database.pool, 'auditor');
});

test('a token that is none of ours is refused, a source key is not looked at', async () => {
  expect((await ask('/letters', 'dbt_forged', 'POST')).status).toBe(401);
  expect(await (await ask('/me', 'dbt_forged')).json()).toMatchObject({
    detail: expect.stringContaining('token'),
  });
  expect(await (await ask('/me', 'dbk_a-source-key')).json()).toMatchObject({
    detail: expect.stringContaining('Sign in'),
  });
});

test('the use of a token is noted, a minute apart', async () => {
  await ask('/me', tokens.get('monitor'));
  const used = (await listTokens(database.pool)).find((token) => token.account === 'monitor');
  expect(used?.lastUsedAt).toBe(start);
});

test('the metrics are for this machine, and for accounts elsewhere', async () => {
  expect((await ask('/metrics')).status).toBe(200);
  expect((await ask('/metrics', '', 'GET', { 'x-forwarded-for': '10.0.0.7' })).status).toBe(401);
  expect(
    (await ask('/metrics', tokens.get('monitor'), 'GET', { 'x-forwarded-for': '10.0.0.7' })).status,
  ).toBe(200);
});
