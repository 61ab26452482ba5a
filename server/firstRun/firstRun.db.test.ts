import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { importCatalogue } from '../catalogue/importCatalogue.ts';
import { inTransaction } from '../db/transaction.ts';
import { firstRunSchema, removedTestCasesSchema } from '#contract/firstRunSchema';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { at } from '../testing/scenario.ts';
import { smallCity } from '../testing/ingestWorld.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { watchedCity, type Reporter, type WatchedCity } from '../testing/watchedCity.ts';
import { firstRunRoutes } from './firstRunRoutes.ts';

const morning = '2026-03-16 09:00';
const late = 'DUBAN-TEST-late';
let database: TestDatabase;
let city: WatchedCity;
let by: Reporter;
let app: Awaited<ReturnType<typeof readApp>>;
let token: string;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  const { pool } = database;
  await pool.query('truncate cases, case_events, flags, accounts, sources, stats_day, stats_open cascade');
  city = await watchedCity(pool, smallCity, '2026-03-16 08:00');
  by = await city.addSource('yubei');
  const { catalogue, sealer } = city.world;
  const { lanes, cache } = city.server;
  app = await readApp(pool, { now: city.time.now }, ({ clock }) => [
    firstRunRoutes({
      pool,
      clock,
      catalogue: () => catalogue.current(),
      ingest: { pool, catalogue, sealer, lanes, cache, onNowKnown: () => undefined },
    }),
  ]);
  token = await accountWithToken(pool, { name: 'lin', role: 'admin' }, city.time.now);
  return async () => {
    await app.close();
    await city.close();
  };
});

const ask = (method: string, path = '', body?: object) =>
  fetch(`${app.url}/api/v1/first-run${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
const standing = async () => firstRunSchema.parse(await (await ask('GET')).json());
const remove = async () => {
  const answer = await ask('DELETE', '/test-cases');
  return removedTestCasesSchema.parse(await answer.json());
};

/** As the guide does it: one case in time and one that is late, whose flags stand. */
async function sendTests(): Promise<void> {
  await city.tell(by, 'DUBAN-TEST-fine', [['accepted', '2026-03-16 08:30']]);
  await city.tell(by, late, [
    ['accepted', '2026-01-12 09:00', { arrives: '2026-03-16 08:31' }],
    ['step_completed', '2026-03-16 08:31', { step: '受理' }],
  ]);
  await city.judge(morning);
  app.time.now = at(morning);
}

test('says what an installation has, and what it lacks yet', async () => {
  expect(await standing()).toMatchObject({
    hidden: false,
    catalogue: { regions: 3, departments: 3, items: 3 },
    calendar: { code: 'CN', timezone: 'Asia/Shanghai', firstYear: 2004 },
    sources: [{ name: 'yubei', uri: '/yubei', lastReceivedAt: null }],
    hasCases: false,
    firstFlag: null,
    screens: 0,
    testCases: [],
  });
  await sendTests();
  const { sources, hasCases, firstFlag, testCases } = await standing();
  expect(sources[0]?.lastReceivedAt).not.toBeNull();
  expect(hasCases).toBe(true);
  expect(firstFlag?.caseId).toBe(late);
  expect(testCases.map(({ caseId, removed }) => [caseId, removed])).toEqual([
    ['DUBAN-TEST-fine', false],
    [late, false],
  ]);
  expect(testCases[1]?.flags.map(({ rule }) => rule)).toContain('TIM-02');
});

test('the sample that the guide offers is a catalogue without faults and warnings', async () => {
  const sample = await readFile(new URL('../../web/public/sample-catalogue.json', import.meta.url), 'utf8');
  const { pool } = database;
  const by = { actor: 'test' };
  const result = await inTransaction(pool, (db) =>
    importCatalogue(db, JSON.parse(sample), by, city.time.now),
  );
  expect(result).toMatchObject({ ok: true, warnings: [], counts: { departments: { added: 5 } } });
});

test('is put away for everybody and found again, and the audit says by whom', async () => {
  expect((await ask('PUT', '', { hidden: true })).status).toBe(204);
  expect((await standing()).hidden).toBe(true);
  expect((await ask('PUT', '', { hidden: false })).status).toBe(204);
  expect((await standing()).hidden).toBe(false);
  const { rows } = await database.pool.query<{ actor: string; action: string }>(
    `select actor, action from audit_entries where subject_kind = 'first_run' order by audit_id`,
  );
  expect(rows).toEqual([
    { actor: 'token:lin/test', action: 'first_run.hidden' },
    { actor: 'token:lin/test', action: 'first_run.shown' },
  ]);
});

test.each([
  ['yubei', false],
  ['a lenient source', true],
])(
  'takes the test cases of %s back: events voided, flags withdrawn, nothing is counted',
  async (_, lenient) => {
    if (lenient) by = await city.addSource('lenient', { lenient });
    await city.tell(by, 'real', [['accepted', '2026-03-16 08:20']]);
    await sendTests();
    const removed = await remove();
    expect(removed).toMatchObject({ cases: 2, left: [] });
    expect(removed.flags).toBeGreaterThan(0);
    expect((await city.flags(late)).every((flag) => flag.includes('withdrawn'))).toBe(true);
    // neither raised again nor asked about by AMD-01
    await city.judge('2026-03-16 09:10');
    expect((await city.flags(late)).every((flag) => flag.includes('withdrawn'))).toBe(true);
    expect((await standing()).testCases).toEqual([
      { caseId: 'DUBAN-TEST-fine', removed: true, flags: [] },
      { caseId: late, removed: true, flags: [] },
    ]);
    const { rows } = await database.pool.query<{ counted: number }>(
      'select sum(submitted)::integer as counted from stats_day',
    );
    expect(rows).toEqual([{ counted: 1 }]);
    expect(await remove()).toEqual({ cases: 0, flags: 0, left: [] });
  },
);

test('also when the correction has been noticed before the flags were withdrawn', async () => {
  await sendTests();
  city.time.now = at('2026-03-16 09:01');
  const voiding = (eventId: string) => ({
    specversion: '1.0',
    id: `v-${eventId}`,
    source: by.uri,
    type: 'case.voided_event',
    time: new Date(city.time.now).toISOString(),
    subject: late,
    data: { eventId },
  });
  const { rows } = await database.pool.query<{ eventId: string }>(
    'select event_id as "eventId" from case_events where case_id = $1',
    [late],
  );
  await fetch(`${city.server.url}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${by.key}`, 'content-type': 'application/json' },
    body: JSON.stringify(rows.map(({ eventId }) => voiding(eventId))),
  });
  await city.judge('2026-03-16 09:02');
  expect((await city.flags(late)).join()).toContain('AMD-01');
  app.time.now = at('2026-03-16 09:03');
  expect(await remove()).toMatchObject({ cases: 1, left: [] });
  expect((await city.flags(late)).filter((flag) => !/withdrawn|resolved/.test(flag))).toEqual([]);
});

test('is for administrators of all places', async () => {
  const now = city.time.now;
  token = await accountWithToken(database.pool, { name: 'wang', role: 'supervisor' }, now);
  expect((await ask('GET')).status).toBe(403);
  token = await accountWithToken(database.pool, { name: 'he', role: 'admin', region: '500112' }, now);
  expect((await ask('DELETE', '/test-cases')).status).toBe(403);
});
