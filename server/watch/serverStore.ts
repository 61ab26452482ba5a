import type { ServerReport } from '#contract/selfWatchSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

/** A server process as it introduces itself. */
export interface OwnServer {
  /** As the ledger of jobs names it: HOST:PID. */
  worker: string;
  host: string;
  port: number;
  version: string;
  runsJobs: boolean;
  startedAt: Instant;
}

export interface StoredServer extends OwnServer {
  lastSeenAt: Instant;
  report: ServerReport;
}

/** What the process says of itself now. Returns the database's own clock. */
export async function sayAlive(
  db: Queryable,
  server: OwnServer,
  report: ServerReport,
  now: Instant,
): Promise<Instant> {
  const { rows } = await db.query<{ databaseNow: Instant }>(
    `insert into servers (worker, host, port, version, runs_jobs, started_at, last_seen_at, report)
     values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb)
     on conflict (worker) do update
        set port = excluded.port, version = excluded.version, runs_jobs = excluded.runs_jobs,
            started_at = excluded.started_at, last_seen_at = excluded.last_seen_at, report = excluded.report
     returning clock_timestamp() as "databaseNow"`,
    [
      server.worker,
      server.host,
      server.port,
      server.version,
      server.runsJobs,
      new Date(server.startedAt),
      new Date(now),
      JSON.stringify(report),
    ],
  );
  return rows[0]?.databaseNow ?? now;
}

/** A process that stops is not missed. */
export async function sayStopped(db: Queryable, worker: string): Promise<void> {
  await db.query('delete from servers where worker = $1', [worker]);
}

/**
 * The processes that were seen since `since`, the oldest first; of those that stood at one address one after the other
 * the newest.
 */
export async function listServers(db: Queryable, since: Instant): Promise<StoredServer[]> {
  const { rows } = await db.query<StoredServer>(
    `select worker, host, port, version, runs_jobs as "runsJobs", started_at as "startedAt",
            last_seen_at as "lastSeenAt", report
       from servers s
      where last_seen_at > $1
        and not exists (select from servers
                         where host = s.host and port = s.port and worker <> s.worker and started_at > s.started_at)
      order by started_at, worker`,
    [new Date(since)],
  );
  return rows;
}

/** Forgets those not seen since `before`. */
export async function forgetServers(db: Queryable, before: Instant): Promise<void> {
  await db.query('delete from servers where last_seen_at < $1', [new Date(before)]);
}
