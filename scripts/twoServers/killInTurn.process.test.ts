import { expect, it } from 'vitest';
import { brokenPromises } from './brokenPromises.ts';
import { killInTurn } from './killInTurn.ts';

it('two servers on one database, killed in turn, lose and double nothing and show the same', async () => {
  const report = await killInTurn({ kills: 3, everySeconds: 4, eventsPerSecond: 50 });
  expect(brokenPromises(report)).toEqual([]);
  // that it is no test of nothing: both were followed, came back, and were told; flags were raised meanwhile
  expect(report.walls.joins).toBeGreaterThanOrEqual(2 + 3);
  expect(report.walls.deltas).toBeGreaterThan(0);
  expect(report.jobs.slots).toBeGreaterThan(0);
  expect(report.flags).toBeGreaterThan(0);
  expect(report.stored).toBeGreaterThan(400);
}, 300_000);
