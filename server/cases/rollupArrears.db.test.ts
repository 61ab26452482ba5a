import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { RollupArrears, settleArrears } from './rollupArrears.ts';
import { newRollups, type Rollups } from './rollups.ts';

const zone = 'Asia/Shanghai';
const at = Date.parse('2026-03-02T09:00:00+08:00');
let database: TestDatabase;
beforeAll(async () => (database = await testDatabase()));
afterAll(() => database.drop());

const increments = (submitted: number, item = 'a'): Rollups => ({
  ...newRollups(zone),
  days: new Map([[`2026-03-02\n500112\nD\n${item}\nweb\nlog`, [submitted, 0, 0, 0, 0, 0, 0, 0]]]),
});

async function keep(arrears: RollupArrears, rollups: Rollups): Promise<void> {
  await arrears.kept(await arrears.keep(database.pool, rollups, at), rollups, at);
}

async function counted(): Promise<{ submitted: number; owed: number }> {
  const { rows } = await database.pool.query<{ submitted: number; owed: number }>(
    `select coalesce((select sum(submitted) from stats_day), 0)::integer as submitted,
            (select count(*) from rollup_arrears)::integer as owed`,
  );
  await database.pool.query('truncate stats_day, rollup_arrears');
  return rows[0] ?? { submitted: -1, owed: -1 };
}

it('adds many batches at once, and owes nothing then', async () => {
  const arrears = new RollupArrears(database.pool, zone);
  for (const n of [1, 2, 3]) await keep(arrears, increments(n));
  await arrears.settle();
  await arrears.settle();
  expect(await counted()).toEqual({ submitted: 6, owed: 0 });
});

it('loses nothing of an import that died, and leaves alone what is younger', async () => {
  await keep(new RollupArrears(database.pool, zone), increments(4));
  expect(await settleArrears(database.pool, zone, { before: at, now: at })).toBe(0);
  expect(await settleArrears(database.pool, zone, { before: at + 1, now: at })).toBe(1);
  expect(await counted()).toEqual({ submitted: 4, owed: 0 });
});

it('counts once what another has settled who took the import for dead', async () => {
  const arrears = new RollupArrears(database.pool, zone);
  await keep(arrears, increments(5));
  await settleArrears(database.pool, zone, { before: at + 1, now: at });
  await keep(arrears, increments(7, 'b'));
  await arrears.settle();
  expect(await counted()).toEqual({ submitted: 12, owed: 0 });
});

it('counts once when both settle at the same time', async () => {
  const arrears = new RollupArrears(database.pool, zone);
  for (let n = 0; n < 20; n += 1) await keep(arrears, increments(1, String(n % 3)));
  await Promise.all([arrears.settle(), settleArrears(database.pool, zone, { before: at + 1, now: at })]);
  expect(await counted()).toEqual({ submitted: 20, owed: 0 });
});
