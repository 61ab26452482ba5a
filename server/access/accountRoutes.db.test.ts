import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSealer } from '../ingest/sealer.ts';
import { readingCity } from '../testing/readingCity.ts';
import { accountWithSession, accountWithToken, readApp } from '../testing/readApp.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { accessRoutes } from './accessRoutes.ts';
import { createSign } from './chain/seal.ts';
import { hashPassword } from './passwordHash.ts';
import { createSignInLimits } from './signInLimits.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
const password = 'horse staple 44';
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;
let admin: Record<string, string>;
let li: Record<string, string>;
let round = 0;
let name: string;

beforeAll(async () => {
  database = await testDatabase();
  const catalogue = await readingCity(database.pool, start);
  const vault = createSealer(Buffer.alloc(32, 1));
  const chain = { sign: createSign(Buffer.alloc(32, 1)), headFile: 'unused' };
  app = await readApp(database.pool, { now: start }, (parts) =>
    accessRoutes({ ...parts, limits: createSignInLimits(), vault, catalogue: () => catalogue, chain }),
  );
  admin = await accountWithSession(database.pool, { name: 'admin', role: 'admin' }, start);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  app.time.now = start;
  round += 1;
  name = `li${round}`;
  const passwordHash = await hashPassword(password);
  li = await accountWithSession(database.pool, { name, role: 'inspector', region: 'A', passwordHash }, start);
});

const ask = (
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: object,
): Promise<Response> =>
  fetch(`${app.url}/api/v1${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const status = async (...asked: Parameters<typeof ask>): Promise<number> => (await ask(...asked)).status;
const json = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).json();
const signIn = (who: string, typed: string): Promise<Response> =>
  ask('POST', '/session', {}, { name: who, password: typed });
const entries = async (subject: string): Promise<{ action: string; actor: string; detail: object }[]> =>
  (
    await database.pool.query<{ action: string; actor: string; detail: object }>(
      `select action, actor, detail from audit_entries where subject_id = $1 order by audit_id`,
      [subject],
    )
  ).rows;

test('an administrator makes an account, whose drawn password signs in', async () => {
  const asked = { name: `wang${round}`, role: 'department', department: 'A-H', region: 'A' };
  const answer = await ask('POST', '/accounts', admin, asked);
  expect(answer.status).toBe(201);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const added = await answer.json();
  expect(added.account).toMatchObject({ ...asked, displayName: asked.name });
  expect((await signIn(asked.name, added.password)).status).toBe(200);
  expect(await status('POST', '/accounts', admin, asked)).toBe(409);
  expect(await entries(asked.name)).toMatchObject([
    { action: 'account.added', actor: 'admin', detail: { role: 'department', department: 'A-H' } },
    { action: 'session.opened' },
  ]);
});

test.each([
  [{ role: 'inspector', region: 'nowhere' }, 'region'],
  [{ role: 'inspector', department: 'nobody' }, 'department'],
  [{ role: 'department' }, 'department'],
  [{ role: 'king' }, 'role'],
])('an account that makes no sense (%j) is refused at its field', async (asked, path) => {
  const answer = await ask('POST', '/accounts', admin, { name: 'x', ...asked });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ path });
});

test('only an administrator of the whole city manages accounts', async () => {
  const limited = await accountWithSession(
    database.pool,
    { name: `limited${round}`, role: 'admin', region: 'A' },
    start,
  );
  for (const headers of [li, limited]) {
    expect(await status('GET', '/accounts', headers)).toBe(403);
    expect(await status('POST', '/accounts', headers, { name: 'x', role: 'admin' })).toBe(403);
    expect(await status('PATCH', `/accounts/${name}`, headers, { role: 'admin' })).toBe(403);
    expect(await status('POST', `/accounts/admin/password`, headers)).toBe(403);
    expect(await status('GET', `/accounts/admin/sessions`, headers)).toBe(403);
    expect(await status('DELETE', `/accounts/admin/sessions`, headers)).toBe(403);
    expect(await status('DELETE', `/accounts/admin/second-factor`, headers)).toBe(403);
  }
  expect(await status('GET', '/accounts', {})).toBe(401);
});

test('a change of rights holds at once, ends the tokens, and the audit has before and after', async () => {
  const { token } = await json('POST', '/account/tokens', li, { name: 'script', days: 3 });
  const bearer = { authorization: `Bearer ${token}` };
  expect(await json('GET', '/session', bearer)).toMatchObject({ role: 'inspector', region: 'A' });
  const changed = await json('PATCH', `/accounts/${name}`, admin, { role: 'monitor', region: 'B' });
  expect(changed).toMatchObject({ name, role: 'monitor', region: 'B', department: null, disabledAt: null });
  expect(await json('GET', '/session', li)).toMatchObject({ role: 'monitor', region: 'B' });
  expect(await status('GET', '/session', bearer)).toBe(401);
  expect((await entries(name)).at(-1)).toEqual({
    action: 'account.changed',
    actor: 'admin',
    detail: { role: ['inspector', 'monitor'], region: ['A', 'B'] },
  });
});

test('a disabled account is signed out, and a name alone is no change of rights', async () => {
  await json('PATCH', `/accounts/${name}`, admin, { displayName: '李' });
  expect(await json('GET', '/session', li)).toMatchObject({ displayName: '李' });
  await json('PATCH', `/accounts/${name}`, admin, { disabled: true });
  expect(await status('GET', '/session', li)).toBe(401);
  expect((await signIn(name, password)).status).toBe(401);
  expect(await json('PATCH', `/accounts/${name}`, admin, { disabled: false })).toMatchObject({
    disabledAt: null,
  });
});

test('nobody changes their own rights, so that an administrator is left', async () => {
  expect(await status('PATCH', '/accounts/admin', admin, { role: 'monitor' })).toBe(409);
  expect(await status('PATCH', '/accounts/admin', admin, { disabled: true })).toBe(409);
  expect(await status('PATCH', '/accounts/admin', admin, { displayName: '管理员' })).toBe(200);
  expect(await status('PATCH', '/accounts/nobody', admin, { displayName: 'x' })).toBe(404);
});

test('a drawn password ends what is open and is the only one that signs in', async () => {
  const drawn = await json('POST', `/accounts/${name}/password`, admin);
  expect(await status('GET', '/session', li)).toBe(401);
  expect((await signIn(name, password)).status).toBe(401);
  expect((await signIn(name, drawn.password)).status).toBe(200);
});

test('a drawn password is good for a week, and one of one’s own in its place for good', async () => {
  const week = 7 * 86_400_000;
  const drawn = await json('POST', `/accounts/${name}/password`, admin);
  app.time.now = start + week - 1;
  expect((await signIn(name, drawn.password)).status).toBe(200);
  app.time.now = start + week;
  const refused = await signIn(name, drawn.password);
  expect(refused.status).toBe(401);
  expect(await refused.json()).toMatchObject({ path: 'password', detail: expect.stringContaining('7 days') });
  app.time.now = start;
  const again = await json('POST', `/accounts/${name}/password`, admin);
  const cookie = (await signIn(name, again.password)).headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const change = { current: again.password, password: 'another staple 45' };
  const headers = { cookie, 'sec-fetch-site': 'same-origin' };
  expect(await status('POST', '/account/password', headers, change)).toBe(204);
  app.time.now = start + week;
  expect((await signIn(name, change.password)).status).toBe(200);
});

test('a person sees their own open sessions and ends one of them', async () => {
  app.time.now = start + 1000;
  const other = (await signIn(name, password)).headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const { items } = await json('GET', '/account/sessions', li);
  expect(items).toMatchObject([{ current: false }, { current: true, client: 'a browser' }]);
  expect(await status('DELETE', `/account/sessions/${items[0].sessionId}`, li)).toBe(204);
  expect(await status('GET', '/session', { cookie: other })).toBe(401);
  expect(await status('DELETE', `/account/sessions/${items[0].sessionId}`, li)).toBe(404);
  const others = await json('GET', '/accounts/admin/sessions', admin);
  expect(await status('DELETE', `/account/sessions/${others.items[0].sessionId}`, li)).toBe(404);
});

test('an administrator ends the sessions of others', async () => {
  const { items } = await json('GET', `/accounts/${name}/sessions`, admin);
  expect(items).toMatchObject([{ current: false }]);
  expect(await status('DELETE', `/accounts/${name}/sessions/${items[0].sessionId}`, admin)).toBe(204);
  expect(await status('GET', '/session', li)).toBe(401);
  expect(await status('DELETE', `/accounts/${name}/sessions`, admin)).toBe(204);
  expect(await status('DELETE', '/accounts/nobody/sessions', admin)).toBe(404);
});

test('who changes the own password stays signed in here, and nowhere else', async () => {
  const other = (await signIn(name, password)).headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const change = { current: password, password: 'another staple 45' };
  expect(await status('POST', '/account/password', li, { ...change, current: 'wrong' })).toBe(403);
  expect(await json('POST', '/account/password', li, { ...change, password: 'short' })).toMatchObject({
    path: 'password',
  });
  const answer = await ask('POST', '/account/password', li, change);
  expect(answer.status).toBe(204);
  const fresh = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  expect(await status('GET', '/session', { cookie: fresh })).toBe(200);
  expect(await status('GET', '/session', li)).toBe(401);
  expect(await status('GET', '/session', { cookie: other })).toBe(401);
  expect((await signIn(name, change.password)).status).toBe(200);
});

test('a token may do less than its account, never more, and ends by itself', async () => {
  const make = (limits: object) => ask('POST', '/account/tokens', li, { name: 'script', days: 1, ...limits });
  for (const [limits, path] of [
    [{ role: 'admin' }, 'role'],
    [{ role: 'supervisor' }, 'role'],
    [{ region: 'B' }, 'region'],
    [{ region: 'nowhere' }, 'region'],
    [{ days: 400 }, 'days'],
  ] as const)
    expect(await (await make(limits)).json()).toMatchObject({ code: 'invalid', path });
  const { token, tokenId } = await (await make({ role: 'monitor', region: 'A1' })).json();
  const bearer = { authorization: `Bearer ${token}` };
  expect(await json('GET', '/session', bearer)).toMatchObject({ name, role: 'monitor', region: 'A1' });
  expect(await status('POST', '/account/tokens', bearer, { name: 'more', days: 9 })).toBe(403);
  expect(await status('GET', '/account/sessions', bearer)).toBe(403);
  expect((await json('GET', '/account/tokens', li)).items).toMatchObject([
    { tokenId, role: 'monitor', region: 'A1', department: null },
  ]);
  app.time.now = start + 86_400_000;
  expect(await status('GET', '/session', bearer)).toBe(401);
});

test('a person revokes their own tokens and nobody else’s', async () => {
  const { token, tokenId } = await json('POST', '/account/tokens', li, { name: 'script', days: 1 });
  expect(await status('DELETE', `/account/tokens/${tokenId}`, admin)).toBe(404);
  expect(await status('DELETE', `/account/tokens/${tokenId}`, li)).toBe(204);
  expect(await status('GET', '/session', { authorization: `Bearer ${token}` })).toBe(401);
});

test('what a token does is written under its account and its name', async () => {
  const token = await accountWithToken(database.pool, { name: `robot${round}`, role: 'admin' }, start);
  await ask('PATCH', `/accounts/${name}`, { authorization: `Bearer ${token}` }, { displayName: 'x' });
  expect((await entries(name)).at(-1)).toMatchObject({ actor: `token:robot${round}/test` });
});
