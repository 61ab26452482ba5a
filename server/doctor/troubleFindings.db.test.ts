import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ServerReport } from '#contract/selfWatchSchema';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { sayAlive } from '../watch/serverStore.ts';
import { troubleFindings } from './troubleFindings.ts';

const now = Date.parse('2026-11-21T09:00:00+08:00');
const minute = 60_000;
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.pool.query('delete from servers'));
afterAll(() => database.drop());

const well: ServerReport = {
  database: 'answers',
  databaseSince: new Date(now).toISOString(),
  feedLagMs: 20,
  sockets: 0,
  commit: null,
  judge: null,
  push: null,
  clockAheadMs: 0,
  diskFreeBytes: 60e9,
  diskBytes: 100e9,
  memoryBytes: 1e8,
};
const server = (host: string, report: Partial<ServerReport> = {}, seenAt = now): Promise<unknown> =>
  sayAlive(
    database.pool,
    { worker: `${host}:7`, host, port: 3000, version: '1.2.3', runsJobs: true, startedAt: now - 10 * minute },
    { ...well, ...report },
    seenAt,
  );

test('a server that does well is told of, and nothing beside', async () => {
  await server('hall');
  expect(await troubleFindings(database.pool, now)).toEqual([
    { level: 'ok', check: 'server', told: 'hall:3000 is alive, version 1.2.3.' },
  ]);
});

test('what stops duban is a fault and what may is a warning, both with their place and figures', async () => {
  await server('hall', { feedLagMs: 30_000, clockAheadMs: -7_000 });
  const found = await troubleFindings(database.pool, now);
  expect(found.filter(({ level }) => level !== 'ok').map(({ level, check }) => [level, check])).toEqual([
    ['fault', 'feed_stands'],
    ['warning', 'clock_off'],
  ]);
  expect(found.map(({ told }) => told).join(' ')).toMatch(
    /hall:3000 stands still for 30 s.*hall:3000 is -7 s off/,
  );
  expect(found.filter(({ told }) => told.includes('{'))).toEqual([]);
});

test('a server without a sign of life is no living one', async () => {
  await server('hall');
  await server('cellar', {}, now - 5 * minute);
  const found = await troubleFindings(database.pool, now);
  expect(found.map(({ level, check }) => [level, check])).toEqual([
    ['ok', 'server'],
    ['warning', 'server_gone'],
  ]);
  expect(found[1]?.told).toContain('cellar:3000 has given no sign of life for 5 minutes');
});

test('that nobody has started duban yet is no fault of its own', async () => {
  expect(await troubleFindings(database.pool, now)).toEqual([
    expect.objectContaining({ level: 'warning', check: 'no_jobs' }),
  ]);
});
