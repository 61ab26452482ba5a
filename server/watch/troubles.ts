import type { DatabaseFacts, JobRow, ServerRow, Trouble, WaitingFigures } from '#contract/selfWatchSchema';
import type { Instant } from '#contract/time';

/** What is looked at for troubles. */
export interface Looked {
  jobs: readonly JobRow[];
  servers: readonly ServerRow[];
  database: Pick<DatabaseFacts, 'connections' | 'mostConnections' | 'oldestTransaction' | 'lastBackup'>;
  waiting: WaitingFigures;
}

const feedStandsMs = 10_000;
const clockOffMs = 5_000;
const diskLow = { share: 0.1, bytes: 5 * 2 ** 30 };
const oldTransactionSeconds = 600;
const judgeSlowMs = 60_000;
const pushSlowMs = 3_000;
const outboxStandsSeconds = 900;
const mostUsed = 0.9;
/** One night may fail. */
const backupOldMs = 36 * 3_600_000;

const minutes = (ms: number): number => Math.floor(ms / 60_000);
const gigabytes = (bytes: number): number => Math.round((bytes / 2 ** 30) * 10) / 10;

/** What is wrong with duban itself, what stops it first. */
export function troublesOf({ jobs, servers, database, waiting }: Looked, now: Instant): Trouble[] {
  const found = [
    ...servers.flatMap((server) => [...troublesOfServer(server, now)]),
    ...(servers.some(({ alive, runsJobs }) => alive && runsJobs) ? [] : [red('no_jobs', {})]),
    ...jobs.flatMap((job) => [...troublesOfJob(job, now)]),
    ...troublesOfDatabase(database),
    ...troublesOfBackup(database, now),
    ...troublesOfWaiting(waiting),
  ];
  return [...found.filter(({ level }) => level === 'red'), ...found.filter(({ level }) => level !== 'red')];
}

const red = (code: Trouble['code'], params: Trouble['params']): Trouble => ({ code, level: 'red', params });
const yellow = (code: Trouble['code'], params: Trouble['params']): Trouble => ({
  code,
  level: 'yellow',
  params,
});

function* troublesOfServer({ host, port, alive, lastSeenAt, report }: ServerRow, now: Instant) {
  const server = `${host}:${port}`;
  if (!alive) {
    yield yellow('server_gone', { server, minutes: minutes(now - Date.parse(lastSeenAt)) });
    return;
  }
  const { database, feedLagMs, clockAheadMs, diskFreeBytes, diskBytes, judge, push } = report;
  if (database === 'full') yield red('database_full', { server, free: gigabytes(diskFreeBytes) });
  else if (isLow(diskFreeBytes, diskBytes))
    yield yellow('disk_low', { server, free: gigabytes(diskFreeBytes) });
  if (database === 'unreachable') yield red('database_away', { server });
  else if (feedLagMs > feedStandsMs)
    yield red('feed_stands', { server, seconds: Math.round(feedLagMs / 1000) });
  if (Math.abs(clockAheadMs) > clockOffMs)
    yield yellow('clock_off', { server, seconds: Math.round(clockAheadMs / 1000) });
  if (judge && judge.p95Ms > judgeSlowMs)
    yield yellow('judge_slow', { server, seconds: Math.round(judge.p95Ms / 1000) });
  if (push && push.p95Ms > pushSlowMs)
    yield yellow('push_slow', { server, seconds: Math.round(push.p95Ms / 1000) });
}

/** A large disk may be nine tenths full and have room for months. */
const isLow = (free: number, all: number): boolean =>
  all > 0 && free < all * diskLow.share && free < diskLow.bytes;

function* troublesOfJob({ job, state, lateSince, running, lastDetail }: JobRow, now: Instant) {
  if (state === 'stuck') yield red('job_stuck', { job, worker: running?.worker ?? '' });
  else if (state === 'late' && lateSince !== null)
    yield red('job_late', { job, minutes: minutes(now - Date.parse(lateSince)) });
  else if (state === 'failing')
    yield yellow('job_failing', { job, error: String(lastDetail?.['error'] ?? '') });
}

function* troublesOfDatabase({ connections, mostConnections, oldestTransaction }: Looked['database']) {
  if (connections > mostConnections * mostUsed)
    yield yellow('connections_short', { connections, most: mostConnections });
  if (oldestTransaction && oldestTransaction.seconds > oldTransactionSeconds)
    yield yellow('old_transaction', {
      minutes: minutes(oldestTransaction.seconds * 1000),
      application: oldestTransaction.application,
    });
}

/** Who has never used `duban backup` keeps the database's log with other means. */
function* troublesOfBackup({ lastBackup }: Looked['database'], now: Instant) {
  const age = lastBackup ? now - Date.parse(lastBackup.takenAt) : 0;
  if (age > backupOldMs) yield yellow('backup_old', { hours: Math.floor(age / 3_600_000) });
}

function* troublesOfWaiting({
  outbox,
  outboxOldestSeconds,
  outboxFailed,
  quarantined,
  quarantinedSources,
}: WaitingFigures) {
  if (outboxOldestSeconds !== null && outboxOldestSeconds > outboxStandsSeconds)
    yield yellow('outbox_stands', { n: outbox, minutes: minutes(outboxOldestSeconds * 1000) });
  if (outboxFailed > 0) yield yellow('deliveries_fail', { n: outboxFailed });
  if (quarantinedSources > 0) yield yellow('quarantine', { sources: quarantinedSources, n: quarantined });
}
