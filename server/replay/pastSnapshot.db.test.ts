import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WallState } from '#contract/wall';
import { liveDays, type LivedDays } from '../testing/livedDays.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { pastSnapshot } from './pastSnapshot.ts';

let database: TestDatabase;
let lived: LivedDays;

beforeAll(async () => {
  database = await testDatabase();
  lived = await liveDays(database.pool, { from: at('2026-11-16 06:00'), days: 3, seed: 7 });
});
afterAll(() => database?.drop());

const hasEnded = (status: string): boolean => status === 'withdrawn' || status === 'resolved';

const shown = ({ figures, cells, hours, flags, regions, departments }: WallState) => ({
  figures,
  cells: cells.map(([region, department, vector]) => [
    regions[region]?.code,
    departments[department]?.code,
    vector,
  ]),
  hours,
  // of a flag that ended and later held again no history says whether its case was open
  flags: flags.map(({ flagId, status, severity, caseState }) => [
    flagId,
    status,
    severity,
    hasEnded(status) || caseState,
  ]),
});

it('is what the walls of that time showed: figures, cells, hours and cards, as they were known then', async () => {
  const { pool } = database;
  const { world, witnessed } = lived;
  expect(witnessed.length).toBeGreaterThan(80);
  expect(witnessed.some(({ state }) => state.figures.overdue > 0 && state.figures.implausible > 0)).toBe(
    true,
  );
  for (const { at: when, room, state } of witnessed.filter((_, i) => i % 16 < 2)) {
    const past = await pastSnapshot({ pool, catalogue: world.catalogue }, room, when + 1, 0);
    expect({ when: new Date(when).toISOString(), room, ...shown(past!.state) }).toEqual({
      when: new Date(when).toISOString(),
      room,
      ...shown(state),
    });
  }
});

it('does not know a room that the catalogue does not', async () => {
  const deps = { pool: database.pool, catalogue: lived.world.catalogue };
  expect(await pastSnapshot(deps, 'wall:999999', at('2026-11-17 12:00'), 0)).toBeUndefined();
});
