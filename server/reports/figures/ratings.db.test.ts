import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Figures } from '#contract/reports/indicator';
import { rebuild } from '../../cases/rebuild.ts';
import { independentFigures } from '../../testing/independentFigures.ts';
import type { IngestWorld } from '../../testing/ingestWorld.ts';
import { reportedAt, reportedCity } from '../../testing/reportedCity.ts';
import { testDatabase, type TestDatabase } from '../../testing/templateDatabase.ts';
import { onPicture } from '../snapshot/onPicture.ts';
import { takeSnapshot } from '../snapshot/takeSnapshot.ts';

let database: TestDatabase;
let world: IngestWorld;

beforeAll(async () => {
  database = await testDatabase();
  world = await reportedCity(database.pool, 600);
}, 120_000);
afterAll(() => database.drop());

async function october(): Promise<Figures> {
  const { figures } = await onPicture(database.pool, (db) =>
    takeSnapshot(
      { db, catalogue: world.catalogue.current(), now: reportedAt },
      { kind: 'monthly_bulletin', period: '2026-10', scope: { by: 'city' } },
    ),
  );
  return figures.find(({ by }) => by === 'all')?.figures ?? {};
}
const rebuilt = (check: boolean) =>
  rebuild({ pool: database.pool, catalogue: world.catalogue.current() }, { check, now: reportedAt });

test('of October some bad ratings were called back and rectified in time, some were not', async () => {
  const { rated, goodRate, goodRateVoluntary, defaultRated, badRated, ...others } = await october();
  const levels = [
    others.veryDissatisfied,
    others.dissatisfied,
    others.fairlySatisfied,
    others.satisfied,
    others.verySatisfied,
  ].map((figure) => figure?.n ?? 0);
  expect(Math.min(...levels, defaultRated?.n ?? 0)).toBeGreaterThan(0);
  expect(levels.reduce((sum, n) => sum + n, 0)).toBe(goodRateVoluntary?.n);
  expect((goodRateVoluntary?.n ?? 0) + (defaultRated?.n ?? 0)).toBe(rated?.n);
  expect(badRated?.n).toBe((levels[0] ?? 0) + (levels[1] ?? 0));
  expect(goodRateVoluntary?.value).not.toBe(goodRate?.value);
  for (const rate of [others.badCalledBackRate, others.badRectifiedRate]) {
    expect(rate?.hits).toBeGreaterThan(0);
    expect(rate?.hits).toBeLessThan(rate?.n ?? 0);
  }
  expect(await rebuilt(true)).toMatchObject({ differences: { cases: 0, statsDay: 0 } });
});

test('what was counted before levels were is told of nobody’s ratings by level, until it is counted anew', async () => {
  await database.pool.query(
    `update stats_day set rated_default = 0, voluntary_1 = 0, voluntary_2 = 0, voluntary_3 = 0, voluntary_4 = 0, voluntary_5 = 0
      where day < '2026-10-15'`,
  );
  await database.pool.query('update cases set bad_ratings = null');
  const before = await october();
  const plain = await independentFigures(database.pool, '2026-10', {
    regions: null,
    departments: null,
    children: false,
  });
  expect(before.goodRate).toMatchObject(plain['goodRate'] ?? {});
  for (const id of ['goodRateVoluntary', 'badRated', 'verySatisfied', 'badRectifiedRate'] as const)
    expect(before[id], id).toBeUndefined();

  expect((await rebuilt(false)).differences.statsDay).toBeGreaterThan(0);
  const after = await october();
  for (const id of ['goodRateVoluntary', 'badRated', 'verySatisfied', 'badRectifiedRate'] as const)
    expect([id, after[id]?.n, after[id]?.value?.toFixed(9)]).toEqual([
      id,
      plain[id]?.n,
      plain[id]?.value?.toFixed(9),
    ]);
});
