import { afterAll, beforeAll, expect, test } from 'vitest';
import { allTokensSchema, tokenListSchema } from '#contract/accountSchema';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { readingCity } from '../testing/readingCity.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { allTokenRoutes } from './allTokenRoutes.ts';
import { tokenRoutes } from './tokenRoutes.ts';
import { addToken, listTokens } from './tokenStore.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
const tokens = new Map<string, string>();
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  const catalogue = await readingCity(pool, start);
  for (const [name, account] of Object.entries({
    root: { role: 'admin' },
    ofA: { role: 'admin', region: 'A' },
    li: { role: 'inspector' },
  } as const))
    tokens.set(name, await accountWithToken(pool, { name, ...account }, start));
  await addToken(pool, { account: 'li', name: 'over', expiresAt: start - 1 }, start - 2);
  app = await readApp(pool, { now: start }, (parts) => [
    allTokenRoutes(parts),
    tokenRoutes({ ...parts, catalogue: () => catalogue }),
  ]);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const ask = (who: string, path: string, method = 'GET'): Promise<Response> =>
  fetch(`${app.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${tokens.get(who)}`, 'sec-fetch-site': 'same-origin' },
  });
const all = async () => allTokensSchema.parse(await (await ask('root', '/tokens')).json()).items;

test('an administrator sees every live token, and never a secret', async () => {
  expect((await all()).map(({ account, name }) => `${account}/${name}`)).toEqual([
    'root/test',
    'ofA/test',
    'li/test',
  ]);
  expect(JSON.stringify(await all())).not.toContain(tokens.get('li'));
});

test('it is for administrators of all places alone', async () => {
  for (const who of ['li', 'ofA']) {
    expect((await ask(who, '/tokens')).status).toBe(403);
    expect((await ask(who, '/tokens/1', 'DELETE')).status).toBe(403);
  }
});

test('a token of anybody is revoked once, at once, and the audit says by whom', async () => {
  const id = (await all()).find(({ account }) => account === 'li')?.tokenId;
  expect((await ask('root', `/tokens/${id}`, 'DELETE')).status).toBe(204);
  expect((await ask('li', '/account/tokens')).status).toBe(401);
  expect((await ask('root', `/tokens/${id}`, 'DELETE')).status).toBe(404);
  expect((await listTokens(database.pool)).find(({ tokenId }) => tokenId === id)?.revokedAt).toBe(start);
  const { rows } = await database.pool.query(
    `select actor, subject_id as id from audit_entries where action = 'token.revoked'`,
  );
  expect(rows).toEqual([{ actor: 'token:root/test', id: `${id}` }]);
});

test('one’s own list says which roles a token may be limited to', async () => {
  const { roles } = tokenListSchema.parse(await (await ask('ofA', '/account/tokens')).json());
  expect(roles).toContain('admin');
  expect(roles).not.toContain('inspector');
});
