import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSealer } from '../ingest/sealer.ts';
import { readApp } from '../testing/readApp.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { sessionRoutes } from './sessionRoutes.ts';
import { openSetup } from './setupCode.ts';
import { setupRoutes } from './setupRoutes.ts';
import { createSignInLimits } from './signInLimits.ts';

const start = Date.parse('2026-11-21T09:00:00+08:00');
const admin = { name: 'admin', password: 'horse staple 44' };
let database: TestDatabase;
let app: Awaited<ReturnType<typeof readApp>>;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query('truncate accounts, setup_codes restart identity cascade');
  app = await readApp(database.pool, { now: start }, (parts) => {
    const all = { ...parts, vault: createSealer(Buffer.alloc(32, 1)), limits: createSignInLimits() };
    return [setupRoutes(all), sessionRoutes(all)];
  });
  return app.close;
});

const setUp = (body: unknown): Promise<Response> =>
  fetch(`${app.url}/api/v1/setup`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
const isOpen = async (): Promise<unknown> => (await fetch(`${app.url}/api/v1/setup`)).json();
const openCode = async (): Promise<string> => (await openSetup(database.pool, start)) ?? '';

test('the printed code makes the first account, an administrator who is signed in at once', async () => {
  const code = await openCode();
  expect(code).toMatch(/^(\w{5}-){3}\w{5}$/);
  expect(await isOpen()).toEqual({ open: true });
  const answer = await setUp({ code, ...admin });
  expect(answer.status).toBe(201);
  expect(await answer.json()).toMatchObject({ name: 'admin', role: 'admin', region: null, department: null });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  expect((await fetch(`${app.url}/api/v1/session`, { headers: { cookie } })).status).toBe(200);
  expect(await isOpen()).toEqual({ open: false });
  expect(await openSetup(database.pool, start)).toBeNull();
});

test('a code typed in lower case with spaces is the same code', async () => {
  const code = await openCode();
  expect((await setUp({ code: code.toLowerCase().replaceAll('-', ' '), ...admin })).status).toBe(201);
});

test('a code used twice makes one account', async () => {
  const code = await openCode();
  await setUp({ code, ...admin });
  const again = await setUp({ code, ...admin, name: 'second' });
  expect(again.status).toBe(409);
});

test('two forms sent at once make one account, with one code or with two', async () => {
  const codes = [await openCode(), await openCode()];
  const answers = await Promise.all([
    setUp({ code: codes[0], ...admin, name: 'first' }),
    setUp({ code: codes[0], ...admin, name: 'second' }),
    setUp({ code: codes[1], ...admin, name: 'third' }),
  ]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409]);
});

test('a wrong code, and one older than a day, makes none', async () => {
  const code = await openCode();
  expect((await setUp({ code: 'ABCDE-ABCDE-ABCDE-ABCDE', ...admin })).status).toBe(403);
  app.time.now = start + 24 * 3_600_000;
  expect((await setUp({ code, ...admin })).status).toBe(403);
  expect(await isOpen()).toEqual({ open: true });
});

test('a weak password does not use the code up', async () => {
  const code = await openCode();
  const refused = await setUp({ code, name: 'admin', password: 'administrator' });
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ path: 'password' });
  expect((await setUp({ code, ...admin })).status).toBe(201);
});

test('guessing codes is slowed down', async () => {
  const answers: number[] = [];
  for (let i = 0; i < 7; i += 1) answers.push((await setUp({ code: `WRONG-${i}`, ...admin })).status);
  expect(answers).toContain(429);
});
