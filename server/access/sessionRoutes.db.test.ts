import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accountSchema } from '#contract/accountSchema';
import { createSealer } from '../ingest/sealer.ts';
import { readApp } from '../testing/readApp.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { changePassword, disableAccount, enableAccount, insertAccount } from './accountStore.ts';
import { hashPassword } from './passwordHash.ts';
import { sessionRoutes } from './sessionRoutes.ts';
import { createSignInLimits, freeAttempts, type SignInLimits } from './signInLimits.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
const minute = 60_000;
const hour = 60 * minute;
const password = 'horse staple 44';
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;
let secure: Awaited<ReturnType<typeof readApp>>;
let limits: SignInLimits;

beforeAll(async () => {
  database = await testDatabase();
  const passwordHash = await hashPassword(password);
  for (const name of ['王小明', 'gone'])
    await insertAccount(
      database.pool,
      { name, displayName: name, role: 'inspector', region: '500112', department: null, passwordHash },
      start,
    );
  await disableAccount(database.pool, 'gone', start);
  const routes = (publicUrl?: URL) =>
    readApp(database.pool, { publicUrl, now: start }, (parts) => [
      sessionRoutes({
        ...parts,
        vault: createSealer(Buffer.alloc(32, 1)),
        limits: {
          begin: (...at) => limits.begin(...at),
          succeed: (...at) => limits.succeed(...at),
          beginCode: (id) => limits.beginCode(id),
          succeedCode: (id) => limits.succeedCode(id),
        },
      }),
    ]);
  app = await routes();
  secure = await routes(new URL('https://duban.example'));
});
afterAll(async () => {
  await app.close();
  await secure.close();
  await database.drop();
});
beforeEach(() => {
  limits = createSignInLimits();
  app.time.now = start;
});

const signIn = (body: unknown, at = app, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${at.url}/api/v1/session`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const cookieOf = (answer: Response): string => (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
const signedIn = async (): Promise<string> => cookieOf(await signIn({ name: '王小明', password }));
const whoAmI = (cookie: string): Promise<Response> =>
  fetch(`${app.url}/api/v1/session`, { headers: { cookie } });

test('the right password answers with the account, and the cookie it sets is that account', async () => {
  const answer = await signIn({ name: '王小明', password });
  expect(answer.status).toBe(200);
  const account = accountSchema.strict().parse(await answer.json());
  expect(account).toMatchObject({ name: '王小明', role: 'inspector', region: '500112', department: null });
  const asked = await whoAmI(cookieOf(answer));
  expect(asked.headers.get('cache-control')).toBe('no-store');
  expect(await asked.json()).toEqual(account);
});

test('a wrong password, an unknown name and a disabled account get the same answer', async () => {
  const answers = await Promise.all([
    signIn({ name: '王小明', password: 'horse staple 45' }),
    signIn({ name: 'nobody', password }),
    signIn({ name: 'gone', password }),
  ]);
  const bodies = await Promise.all(answers.map((answer) => answer.json()));
  expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401]);
  expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
  expect(answers.flatMap((answer) => answer.headers.getSetCookie())).toEqual([]);
});

test('too many wrong passwords are answered with how long to wait, the right one too', async () => {
  for (let i = 0; i < freeAttempts; i += 1) await signIn({ name: '王小明', password: 'wrong' });
  const answer = await signIn({ name: '王小明', password });
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
});

test('over plain http the cookie is for this server alone and out of reach of scripts', async () => {
  const [cookie] = (await signIn({ name: '王小明', password })).headers.getSetCookie();
  expect(cookie).toMatch(/^duban=[\w-]{43}; Max-Age=604800; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
});

test('over https the cookie carries the host prefix and is sent over https alone', async () => {
  const [cookie] = (await signIn({ name: '王小明', password }, secure)).headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-duban=.*; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/);
  expect(cookie).not.toContain('Domain');
});

test('the database holds no session that could be shown again', async () => {
  const secret = (await signedIn()).split('=')[1] ?? '';
  const { rows } = await database.pool.query<{ found: boolean }>(
    `select exists (select from sessions s where s::text like '%' || $1 || '%') as found`,
    [secret],
  );
  expect(rows[0]?.found).toBe(false);
});

test('a person’s session ends after 30 minutes without use, and after 12 hours all the same', async () => {
  const idle = await signedIn();
  app.time.now = start + 30 * minute;
  expect((await whoAmI(idle)).status).toBe(401);
  app.time.now = start;
  const used = await signedIn();
  for (let at = 29 * minute; at < 12 * hour; at += 29 * minute) {
    app.time.now = start + at;
    expect((await whoAmI(used)).status).toBe(200);
  }
  app.time.now = start + 12 * hour;
  const ended = await whoAmI(used);
  expect(ended.status).toBe(401);
  expect(ended.headers.getSetCookie()[0]).toMatch(/^duban=;/);
});

test('a wall stays signed in for 7 days, 12 hours of them without use', async () => {
  await database.pool.query(`update accounts set role = 'monitor' where name = '王小明'`);
  const used = await signedIn();
  const idle = await signedIn();
  await database.pool.query(`update accounts set role = 'inspector' where name = '王小明'`);
  for (let at = 11 * hour; at < 7 * 24 * hour; at += 11 * hour) {
    app.time.now = start + at;
    expect((await whoAmI(used)).status).toBe(200);
  }
  expect((await whoAmI(idle)).status).toBe(401);
  app.time.now = start + 7 * 24 * hour;
  expect((await whoAmI(used)).status).toBe(401);
});

test('signing out ends the session on the server, not only in the browser', async () => {
  const cookie = await signedIn();
  const answer = await fetch(`${app.url}/api/v1/session`, {
    method: 'DELETE',
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
  });
  expect(answer.status).toBe(204);
  expect((await whoAmI(cookie)).status).toBe(401);
});

test('signing in again ends the session before', async () => {
  const before = await signedIn();
  await signIn({ name: '王小明', password }, app, { cookie: before, origin: app.url });
  expect((await whoAmI(before)).status).toBe(401);
});

test('disabling an account ends what it has open at once', async () => {
  const cookie = await signedIn();
  await disableAccount(database.pool, '王小明', start);
  expect((await whoAmI(cookie)).status).toBe(401);
  await enableAccount(database.pool, '王小明');
  expect((await whoAmI(cookie)).status).toBe(200);
});

test('a new password ends the sessions of the old one', async () => {
  const cookie = await signedIn();
  await changePassword(database.pool, '王小明', await hashPassword(password), start);
  expect((await whoAmI(cookie)).status).toBe(401);
});

test('a post from another site is refused before anything is looked at', async () => {
  for (const [name, value] of [
    ['origin', 'https://evil.example'],
    ['sec-fetch-site', 'cross-site'],
  ]) {
    const answer = await signIn({ name: '王小明', password }, app, { [name!]: value! });
    expect(answer.status).toBe(403);
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
});

test.each([
  [{ name: '王小明' }],
  [{ name: 7, password: 'x' }],
  [[]],
  [{ name: 'a', password: 'x', admin: true }],
])('the body %j is refused by name', async (body) => {
  const answer = await signIn(body);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    code: 'invalid',
    path: expect.stringMatching(/name|password|admin|body/),
  });
});

test('a form post is not a sign-in', async () => {
  const answer = await fetch(`${app.url}/api/v1/session`, {
    method: 'POST',
    body: new URLSearchParams({ name: 'a', password: 'b' }),
  });
  expect(answer.status).toBe(415);
});

test('a name like SQL is a name like any other', async () => {
  expect((await signIn({ name: "' or 1=1 --", password })).status).toBe(401);
});

test('nobody is signed in without a credential, nor with a forged one', async () => {
  expect((await whoAmI('')).status).toBe(401);
  expect((await whoAmI(`duban=${'A'.repeat(43)}`)).status).toBe(401);
});
