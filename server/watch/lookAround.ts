import type { JobRow, SelfWatch, ServerRow } from '#contract/selfWatchSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { instantText } from '../http/instantText.ts';
import type { Job } from '../jobs/job.ts';
import { databaseFacts } from './databaseFactsStore.ts';
import { jobRows } from './jobRows.ts';
import { heartbeats, jobDays, unfinishedSlots } from './jobStore.ts';
import { listServers, type StoredServer } from './serverStore.ts';
import { troublesOf } from './troubles.ts';
import { waitingFigures } from './waitingStore.ts';

/** All that duban knows of itself. */
export interface Watched extends SelfWatch {
  jobs: JobRow[];
}

const day = 24 * 3_600_000;
/** One that died is missed this long; then whoever runs duban knows. */
const missedForMs = 3_600_000;
/** Six heartbeats. */
const aliveForMs = 30_000;

/**
 * @param own what the asking process knows of itself at this moment: with a database that takes no writes, what
 * stands there of it is old
 */
export async function lookAround(
  db: Queryable,
  jobs: readonly Job[],
  own: StoredServer | undefined,
  now: Instant,
): Promise<Watched> {
  const listed = (await listServers(db, now - missedForMs)).filter(({ worker }) => worker !== own?.worker);
  const servers = [...listed, ...(own ? [own] : [])].map((server) => serverRow(server, now));
  const ledger = {
    heartbeats: await heartbeats(db),
    days: await jobDays(db, now - day),
    unfinished: await unfinishedSlots(db, now),
  };
  const rows = jobRows(jobs, ledger, runsJobsSince(servers), now);
  const looked = {
    jobs: rows,
    servers,
    database: await databaseFacts(db),
    waiting: await waitingFigures(db, now),
  };
  return { at: instantText(now), troubles: troublesOf(looked, now), ...looked };
}

function runsJobsSince(servers: readonly ServerRow[]): Instant | null {
  const running = servers.filter(({ alive, runsJobs }) => alive && runsJobs);
  return running.length === 0 ? null : Math.min(...running.map(({ startedAt }) => Date.parse(startedAt)));
}

const serverRow = (
  { worker, host, port, version, runsJobs, startedAt, lastSeenAt, report }: StoredServer,
  now: Instant,
): ServerRow => ({
  worker,
  host,
  port,
  version,
  runsJobs,
  alive: lastSeenAt > now - aliveForMs,
  startedAt: instantText(startedAt),
  lastSeenAt: instantText(lastSeenAt),
  report,
});
