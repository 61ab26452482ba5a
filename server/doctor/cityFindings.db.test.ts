import type { PoolClient } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultSourceSettings } from '#contract/source';
import { disableAccount, insertAccount } from '../access/accountStore.ts';
import { seedCalendar } from '../catalogue/seedCalendar.ts';
import { insertSource } from '../catalogue/sourceStore.ts';
import { insertCases, readingCity } from '../testing/readingCity.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { cityFindings } from './cityFindings.ts';
import type { Finding } from './finding.ts';

const now = Date.parse('2026-11-21T09:00:00+08:00');
const today = '2026-11-21';
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await seedCalendar(database.pool, now);
  await readingCity(database.pool, now);
  await insertCases(database.pool, [{ id: '1', at: now }]);
});
afterAll(() => database.drop());

/** What is found after a change that is undone again. */
async function after(change: (db: PoolClient) => Promise<unknown>): Promise<Record<string, Finding>> {
  const db = await database.pool.connect();
  try {
    await db.query('begin');
    await change(db);
    return Object.fromEntries((await cityFindings(db, today)).map((found) => [found.check, found]));
  } finally {
    await db.query('rollback');
    db.release();
  }
}
const publishedThrough = (day: string) => (db: PoolClient) =>
  db.query('update calendars set published_through = $1', [day]);
const rulesRan = (secondsAgo: number) => (db: PoolClient) =>
  db.query(
    `insert into job_heartbeats (job, last_slot_at, last_started_at, last_finished_at)
     values ('raise_flags', now(), now(), clock_timestamp() - make_interval(secs => $1))`,
    [secondsAgo],
  );

test.each([
  ['2026-11-20', 'fault'],
  ['2026-11-21', 'warning'],
  ['2027-01-04', 'warning'],
  ['2027-01-05', 'ok'],
])('holidays published through %s are, 45 days ahead, %s', async (day, level) => {
  expect((await after(publishedThrough(day)))['calendar']).toMatchObject({
    level,
    told: expect.stringContaining(day),
  });
});

test('what another calendar publishes does not stand for the city’s own', async () => {
  const { calendar } = await after(async (db) => {
    await db.query(
      `insert into calendars (code, revision, timezone, due_policy, hours, published_through)
       select 'XX', revision, timezone, due_policy, hours, '2099-12-31' from calendars where code = 'CN'`,
    );
    await db.query(`delete from calendar_days where code = 'CN'`);
    await db.query(`delete from calendars where code = 'CN'`);
  });
  expect(calendar).toMatchObject({ level: 'fault', told: expect.stringContaining('no calendar CN') });
});

test('an administrator who is disabled administers nothing', async () => {
  const chief = { name: 'chief', displayName: 'chief', role: 'admin' as const };
  const all = { ...chief, region: null, department: null, passwordHash: '' };
  expect((await after((db) => insertAccount(db, all, now)))['accounts']?.level).toBe('ok');
  const { accounts } = await after(async (db) => {
    await insertAccount(db, all, now);
    await disableAccount(db, 'chief', now);
  });
  expect(accounts).toMatchObject({ level: 'warning', told: expect.stringContaining('duban user add') });
});

test('a source that is disabled or revoked reports nothing', async () => {
  const source = { name: 'one', uri: '/one', namespace: '', settings: defaultSourceSettings };
  const level = async (statement?: string): Promise<string | undefined> => {
    const { sources } = await after(async (db) => {
      await insertSource(db, source, now);
      if (statement !== undefined) await db.query(statement);
    });
    return sources?.level;
  };
  expect(await level()).toBe('ok');
  expect(await level('update sources set disabled_at = now()')).toBe('warning');
  expect(await level('update sources set revoked_at = now()')).toBe('warning');
});

test('rules that have stood still for more than five minutes are a fault where there are cases to judge', async () => {
  expect((await after(rulesRan(280)))['rules']?.level).toBe('ok');
  expect((await after(rulesRan(320)))['rules']).toMatchObject({
    level: 'fault',
    told: expect.stringContaining('last ran 5 minutes ago'),
  });
  const { rules } = await after(async (db) => {
    await db.query('delete from cases');
    await rulesRan(320)(db);
  });
  expect(rules?.level).toBe('warning');
});

test('a catalogue has departments and items', async () => {
  expect((await after(() => Promise.resolve()))['catalogue']).toMatchObject({
    level: 'ok',
    told: '5 regions, 5 departments, 1 items.',
  });
  expect((await after((db) => db.query('delete from items')))['catalogue']?.level).toBe('warning');
});
