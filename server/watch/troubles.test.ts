import { expect, it } from 'vitest';
import type { JobRow, ServerReport, ServerRow } from '#contract/selfWatchSchema';
import { troublesOf, type Looked } from './troubles.ts';

const now = Date.parse('2026-11-23T10:00:00Z');
const before = (ms: number): string => new Date(now - ms).toISOString();
const minute = 60_000;

const report: ServerReport = {
  database: 'answers',
  databaseSince: before(0),
  feedLagMs: 100,
  sockets: 0,
  commit: null,
  judge: null,
  push: null,
  clockAheadMs: 0,
  diskFreeBytes: 50e9,
  diskBytes: 100e9,
  memoryBytes: 1,
};
const server: ServerRow = {
  worker: 'a:1',
  host: 'a',
  port: 3000,
  version: '1',
  runsJobs: true,
  alive: true,
  startedAt: before(minute),
  lastSeenAt: before(0),
  report,
};
const job: JobRow = {
  job: 'raise_flags',
  cron: '*/5 * * * * *',
  timezone: 'Asia/Shanghai',
  leaseSeconds: 120,
  state: 'fine',
  lateSince: null,
  nextSlotAt: null,
  lastStartedAt: null,
  lastFinishedAt: null,
  lastOutcome: null,
  lastTookMs: null,
  lastDetail: null,
  running: null,
  day: { done: 0, failed: 0, abandoned: 0, takenOver: 0, caughtUp: 0, longestMs: null },
};
const well: Looked = {
  jobs: [job],
  servers: [server],
  database: { connections: 10, mostConnections: 80, oldestTransaction: null, lastBackup: null },
  waiting: {
    outbox: 3,
    outboxOldestSeconds: 20,
    outboxFailed: 0,
    deadLetters: 4,
    quarantined: 0,
    quarantinedSources: 0,
    silentSources: 1,
    sources: 2,
  },
};
const codes = (change: Partial<Looked>) => troublesOf({ ...well, ...change }, now).map(({ code }) => code);
const said = (change: Partial<ServerReport>) =>
  codes({ servers: [{ ...server, report: { ...report, ...change } }] });

it('finds nothing where all is well', () => {
  expect(codes({})).toEqual([]);
});

it('names jobs that are late, stuck or failing', () => {
  const late = { ...job, state: 'late' as const, lateSince: before(6 * minute) };
  expect(troublesOf({ ...well, jobs: [late] }, now)).toEqual([
    { code: 'job_late', level: 'red', params: { job: 'raise_flags', minutes: 6 } },
  ]);
  expect(
    codes({
      jobs: [
        { ...job, state: 'stuck' },
        { ...job, state: 'failing' },
      ],
    }),
  ).toEqual(['job_stuck', 'job_failing']);
});

it('misses a server that went without a word, and the jobs nobody runs any more', () => {
  expect(codes({ servers: [{ ...server, alive: false }] })).toEqual(['no_jobs', 'server_gone']);
  expect(codes({ servers: [{ ...server, runsJobs: false }] })).toEqual(['no_jobs']);
});

it('tells what each server says of its database, its feed, its clock and its disk', () => {
  expect(said({ database: 'full', diskFreeBytes: 0 })).toEqual(['database_full']);
  expect(said({ database: 'unreachable', feedLagMs: 30_000 })).toEqual(['database_away']);
  expect(said({ feedLagMs: 30_000 })).toEqual(['feed_stands']);
  expect(said({ clockAheadMs: -7000 })).toEqual(['clock_off']);
  expect(said({ diskFreeBytes: 2e9 })).toEqual(['disk_low']);
  expect(said({ diskFreeBytes: 90e9, diskBytes: 1e12 })).toEqual([]);
  const slow = { n: 5, p50Ms: 1, p95Ms: 90_000 };
  expect(said({ judge: slow, push: slow })).toEqual(['judge_slow', 'push_slow']);
});

it('tells what stands still in the database and in the outbox, what stops everything first', () => {
  const database = {
    ...well.database,
    connections: 79,
    mostConnections: 80,
    oldestTransaction: { seconds: 700, application: 'psql' },
  };
  const waiting = { ...well.waiting, outboxOldestSeconds: 1000, outboxFailed: 1, quarantinedSources: 1 };
  expect(codes({ database, waiting, jobs: [{ ...job, state: 'stuck' }] })).toEqual([
    'job_stuck',
    'connections_short',
    'old_transaction',
    'outbox_stands',
    'deliveries_fail',
    'quarantine',
  ]);
});

it('tells of a backup that is old, and of none to whoever has never taken one', () => {
  const backup = {
    file: 'a.age',
    bytes: 1,
    sha256: '',
    encrypted: true,
    verified: true,
    version: '1',
    engine: '',
  };
  const taken = (hours: number) => ({
    ...well.database,
    lastBackup: { ...backup, takenAt: before(hours * 60 * minute) },
  });
  expect(codes({ database: taken(30) })).toEqual([]);
  expect(troublesOf({ ...well, database: taken(40) }, now)).toEqual([
    { code: 'backup_old', level: 'yellow', params: { hours: 40 } },
  ]);
});
