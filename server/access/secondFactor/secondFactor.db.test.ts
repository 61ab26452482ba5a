import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSealer } from '../../ingest/sealer.ts';
import { fromBase32 } from '../../testing/fromBase32.ts';
import { accountWithSession, accountWithToken, readApp } from '../../testing/readApp.ts';
import { testDatabase, type TestDatabase } from '../../testing/templateDatabase.ts';
import { otherSessionRoutes } from '../otherSessionRoutes.ts';
import { hashPassword } from '../passwordHash.ts';
import { sessionRoutes } from '../sessionRoutes.ts';
import { createSignInLimits, freeAttempts, type SignInLimits } from '../signInLimits.ts';
import { secondFactorRoutes } from './secondFactorRoutes.ts';
import { factorOf } from './secondFactorStore.ts';
import { totpCode } from './totp.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
const password = 'horse staple 44';
const vault = createSealer(Buffer.alloc(32, 1));
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;
let limits: SignInLimits;
let passwordHash: string;
let me: { name: string; headers: Record<string, string> };
let people = 0;

beforeAll(async () => {
  database = await testDatabase();
  passwordHash = await hashPassword(password);
  app = await readApp(database.pool, { now: start }, (parts) => {
    const through: SignInLimits = {
      begin: (...at) => limits.begin(...at),
      succeed: (...at) => limits.succeed(...at),
      beginCode: (id) => limits.beginCode(id),
      succeedCode: (id) => limits.succeedCode(id),
    };
    const all = { ...parts, limits: through, vault };
    return [sessionRoutes(all), secondFactorRoutes(all), otherSessionRoutes(all)];
  });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  limits = createSignInLimits();
  app.time.now = start;
  people += 1;
  const name = `li${people}`;
  me = {
    name,
    headers: await accountWithSession(database.pool, { name, role: 'inspector', passwordHash }, start),
  };
});

const post = (path: string, body: object, headers: Record<string, string> = me.headers): Promise<Response> =>
  fetch(`${app.url}/api/v1${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const signIn = (code?: string, typed = password): Promise<Response> =>
  post('/session', { name: me.name, password: typed, ...(code === undefined ? {} : { code }) }, {});
const secretOf = async (answer: Response): Promise<Buffer> => {
  const { uri } = await answer.json();
  return fromBase32(new URL(uri).searchParams.get('secret') ?? '');
};
const codeAt = (secret: Buffer, now: number): string => totpCode(secret, Math.floor(now / 30_000));
/** A factor that is on since the step before now, and its recovery codes. */
async function turnOn(): Promise<{ secret: Buffer; recoveryCodes: string[] }> {
  const secret = await secretOf(await post('/account/second-factor', { password }));
  const answer = await post('/account/second-factor:confirm', { code: codeAt(secret, start - 30_000) });
  expect(answer.status).toBe(200);
  return { secret, recoveryCodes: (await answer.json()).recoveryCodes };
}
const state = async (): Promise<unknown> =>
  (await fetch(`${app.url}/api/v1/account/second-factor`, { headers: me.headers })).json();

test('with a second factor the password alone does not sign in, and the code of the app does', async () => {
  const { secret } = await turnOn();
  const first = await signIn();
  expect(first.status).toBe(401);
  expect(await first.json()).toMatchObject({ code: 'second_factor_required', path: 'code' });
  expect(first.headers.getSetCookie()).toEqual([]);
  expect((await signIn(codeAt(secret, start))).status).toBe(200);
});

test('who has the wrong password is not told that there is a second factor', async () => {
  await turnOn();
  expect(await (await signIn(undefined, 'horse staple 45')).json()).toMatchObject({
    code: 'unauthenticated',
  });
});

test('a code is good once, also when two try it at the same moment', async () => {
  const { secret } = await turnOn();
  const code = codeAt(secret, start);
  const both = await Promise.all([signIn(code), signIn(code)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
  expect(await (await signIn(code)).json()).toMatchObject({ code: 'unauthenticated', path: 'code' });
});

test('nor is a code before one that was taken good any more', async () => {
  const { secret } = await turnOn();
  expect((await signIn(codeAt(secret, start + 30_000))).status).toBe(200);
  expect((await signIn(codeAt(secret, start))).status).toBe(401);
});

test('each recovery code is good once, however it is typed', async () => {
  const { recoveryCodes } = await turnOn();
  expect(new Set(recoveryCodes).size).toBe(10);
  const [one = '', two = ''] = recoveryCodes;
  expect(one).toMatch(/^(\w{5}-){4}\w{5}$/);
  expect((await signIn(one.toLowerCase().replaceAll('-', ' '))).status).toBe(200);
  expect((await signIn(one)).status).toBe(401);
  expect((await signIn(two)).status).toBe(200);
  expect(await state()).toEqual({ on: true, recoveryCodesLeft: 8 });
});

test('codes cannot be tried without end, from however many addresses', async () => {
  const { secret } = await turnOn();
  for (let i = 0; i < freeAttempts; i += 1) {
    limits.begin = () => Promise.resolve(0);
    expect((await signIn('000000')).status).toBe(401);
  }
  const answer = await signIn(codeAt(secret, start));
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(600);
});

test('asking for the code again and again is no way around the waiting for passwords', async () => {
  await turnOn();
  for (let i = 0; i < freeAttempts; i += 1) await signIn();
  expect((await signIn()).status).toBe(429);
});

test('a secret counts only after its first code', async () => {
  await post('/account/second-factor', { password });
  expect((await signIn()).status).toBe(200);
  const wrong = await post('/account/second-factor:confirm', { code: '12345' });
  expect(await wrong.json()).toMatchObject({ code: 'invalid', path: 'code' });
  expect(await state()).toEqual({ on: false, recoveryCodesLeft: 0 });
});

test('it is turned on and off with the password, by the person and no script', async () => {
  expect(await (await post('/account/second-factor', { password: 'not mine 1234' })).json()).toMatchObject({
    code: 'forbidden',
    path: 'password',
  });
  const token = await accountWithToken(database.pool, { name: `script${people}`, role: 'inspector' }, start);
  const byScript = await post('/account/second-factor', { password }, { authorization: `Bearer ${token}` });
  expect(byScript.status).toBe(403);
  await turnOn();
  expect((await post('/account/second-factor', { password })).status).toBe(409);
  expect((await post('/account/second-factor:remove', { password: 'x' })).status).toBe(403);
  expect((await post('/account/second-factor:remove', { password })).status).toBe(204);
  expect((await signIn()).status).toBe(200);
});

test('whoever turns it off, what was open with it ends, but for the session that did so', async () => {
  const { secret } = await turnOn();
  const stolen = (await signIn(codeAt(secret, start))).headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const whoAmI = async (headers: Record<string, string>): Promise<number> =>
    (await fetch(`${app.url}/api/v1/session`, { headers })).status;
  expect(await whoAmI({ cookie: stolen })).toBe(200);
  await post('/account/second-factor:remove', { password });
  expect(await whoAmI({ cookie: stolen })).toBe(401);
  expect(await whoAmI(me.headers)).toBe(200);
  await turnOn();
  const admin = await accountWithSession(database.pool, { name: `admin${people}`, role: 'admin' }, start);
  const removed = await fetch(`${app.url}/api/v1/accounts/${me.name}/second-factor`, {
    method: 'DELETE',
    headers: admin,
  });
  expect(removed.status).toBe(204);
  expect(await whoAmI(me.headers)).toBe(401);
});

test('the database holds neither the secret nor the recovery codes', async () => {
  const { secret, recoveryCodes } = await turnOn();
  const { rows } = await database.pool.query<{ text: string }>(
    `select (select string_agg(f::text, ' ') from second_factors f)
         || (select string_agg(r::text, ' ') from recovery_codes r) as text`,
  );
  expect(rows[0]?.text).not.toContain(secret.toString('hex'));
  for (const code of recoveryCodes) expect(rows[0]?.text).not.toContain(Buffer.from(code).toString('hex'));
});

test('the audit tells of it, and of codes that were refused', async () => {
  const { secret } = await turnOn();
  await signIn('999999');
  await signIn(codeAt(secret, start));
  const { rows } = await database.pool.query<{ action: string; detail: object }>(
    `select action, detail from audit_entries where actor = $1 order by audit_id`,
    [me.name],
  );
  expect(rows).toMatchObject([
    { action: 'second_factor.added' },
    { action: 'session.refused', detail: { why: 'code' } },
    { action: 'session.opened', detail: { secondFactor: 'app' } },
  ]);
  expect(JSON.stringify(rows)).not.toContain(password);
});

test('what was sealed with another server’s key is of no use', async () => {
  await turnOn();
  const { rows } = await database.pool.query<{ id: number }>(
    `select account_id as id from accounts where name = $1`,
    [me.name],
  );
  const factor = await factorOf(database.pool, rows[0]?.id ?? 0);
  expect(() => createSealer(Buffer.alloc(32, 2)).open(factor!.sealed)).toThrow();
});
