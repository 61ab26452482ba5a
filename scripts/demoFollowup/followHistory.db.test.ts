import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RuleId, Severity } from '../../server/contract/rule.ts';
import { insertAccount } from '../../server/access/accountStore.ts';
import type { Catalogue } from '../../server/catalogue/catalogue.ts';
import { chinesePublishedDays } from '../../server/catalogue/chinesePublishedDays.ts';
import { seedCalendar } from '../../server/catalogue/seedCalendar.ts';
import { createOfficeCalendar } from '../../server/simulation/officeCalendar.ts';
import { day, hour } from '../../server/simulation/time.ts';
import { insertCases, insertFlags, readingCity } from '../../server/testing/readingCity.ts';
import { testDatabase, type TestDatabase } from '../../server/testing/templateDatabase.ts';
import { followHistory } from './followHistory.ts';
import { noticeInTime } from './noticeInTime.ts';

const now = Date.parse('2026-11-20T17:00:00+08:00');
const count = 160;
const rules: [RuleId, Severity][] = [
  ['TIM-02', 'yellow'],
  ['STEP-01', 'query'],
  ['TIM-03', 'red'],
  ['FAST-01', 'query'],
];
const departments = ['A-H', 'A-H-1', 'A-P', 'B-H', 'Z-O'];
let database: TestDatabase;
let catalogue: Catalogue;

beforeAll(async () => {
  database = await testDatabase();
  const { pool } = database;
  await seedCalendar(pool, now - 100 * day);
  catalogue = await readingCity(pool, now - 100 * day);
  for (const role of ['inspector', 'supervisor'] as const)
    await insertAccount(
      pool,
      { name: role, displayName: role, role, region: null, department: null, passwordHash: null },
      now,
    );
  const flags = Array.from({ length: count }, (_, n) => {
    const at = now - (n % 48) * day - 3 * hour;
    const department = departments[n % departments.length]!;
    const [rule, severity] = rules[n % rules.length]!;
    return { caseId: `${n}`, at, department, rule, severity };
  });
  await insertCases(
    pool,
    flags.map(({ caseId, at, department }) => ({ id: caseId, at: at - day, department, concluded: at })),
  );
  await insertFlags(pool, flags);
});
afterAll(() => database.drop());

const follow = () =>
  followHistory({
    pool: database.pool,
    catalogue: () => catalogue,
    seed: 1,
    calendar: createOfficeCalendar(chinesePublishedDays().days),
    now,
    signal: new AbortController().signal,
  });

test('flags of a history are followed up as people would have, and the rest waits for them', async () => {
  const played = await follow();
  expect(played?.done).toBeGreaterThan(count);
  expect(played!.refused).toBeLessThan(played!.done / 50);
  const { rows: statuses } = await database.pool.query<{ status: string }>(
    'select distinct status from flags order by status',
  );
  expect(statuses.map(({ status }) => status)).toEqual(
    expect.arrayContaining(['closed', 'confirmed', 'raised', 'replied', 'sent', 'withdrawn']),
  );
  const { rows } = await database.pool.query<{ overdue: number; proposed: number; issued: number }>(
    `select (select count(*) from flags where due_at < $1 and ended_at is null)::integer as overdue,
            (select count(*) from supervision_orders where state = 'proposed')::integer as proposed,
            (select count(*) from supervision_orders where state = 'issued')::integer as issued`,
    [new Date(now)],
  );
  expect(rows[0]?.overdue).toBeGreaterThan(0);
  expect(rows[0]?.proposed).toBeGreaterThan(0);
  expect(rows[0]?.issued).toBeGreaterThan(0);
});

test('what was done is in the trail in its order, by who may, and nothing lies in the future', async () => {
  const { rows } = await database.pool.query<{ disordered: number; late: number; actors: string[] }>(
    `select count(*) filter (where at < before)::integer as disordered, count(*) filter (where at > $1)::integer as late,
            array_agg(distinct actor order by actor) as actors
       from (select *, lag(at) over (partition by flag_id order by transition_id) as before from flag_transitions) t`,
    [new Date(now)],
  );
  expect(rows[0]).toMatchObject({ disordered: 0, late: 0 });
  const officers = departments.map((code) => `${code}.officer`);
  expect(rows[0]?.actors.sort()).toEqual(
    ['duban', 'duban followup', 'inspector', 'supervisor', ...officers].sort(),
  );
});

test('it is played once: of what is left nobody has anything to do', async () => {
  // the rules have looked again at the cases of flags that moved
  await database.pool.query('update cases set next_check_at = null');
  expect(await follow()).toEqual({ done: 0, refused: 0 });
});

test('flags that were noticed when the history was loaded are dated as they would have been; others stay', async () => {
  const at = now - 10 * day;
  await insertCases(database.pool, [{ id: 'x', at }]);
  const [flagId] = await insertFlags(database.pool, [{ caseId: 'x', at, rule: 'COR-01' }]);
  const raise = (raisedAt: number) =>
    database.pool.query(
      `with raised as (update flags set raised_at = $2 where flag_id = $1)
       update flag_transitions set at = $2 where flag_id = $1`,
      [flagId, new Date(raisedAt)],
    );
  const dated = async () => {
    const { rows } = await database.pool.query<{ raisedAt: number; at: number }>(
      `select f.raised_at as "raisedAt", t.at from flags f join flag_transitions t using (flag_id) where flag_id = $1`,
      [flagId],
    );
    return rows[0];
  };
  await raise(now + hour);
  expect(await noticeInTime(database.pool, now)).toBe(1);
  expect(await dated()).toEqual({ raisedAt: at + hour / 4, at: at + hour / 4 });
  expect(await noticeInTime(database.pool, now)).toBe(0);
});
