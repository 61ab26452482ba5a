import type { Pool } from 'pg';
import type { FinishedRun } from './serverProcess.ts';

export interface LedgerReport {
  /** Slots that were finished, of all jobs. */
  slots: number;
  /** Slots that two runs finished: there must be none. */
  doubles: string[];
  /** Runs that servers said to have done and that the ledger does not know as done. */
  unknown: string[];
  failed: string[];
  /** Between two runs of the flag job, among both servers. */
  longestRestSeconds: number;
}

/** What servers said of their jobs' runs, held against the ledger. */
export async function jobLedger(pool: Pool, runs: readonly FinishedRun[]): Promise<LedgerReport> {
  const { rows } = await pool.query<{ slot: string; outcome: string }>(
    `select job || ' ' || to_char(slot_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as slot, outcome
       from job_slots where finished_at is not null order by 1`,
  );
  const ledger = new Map(rows.map(({ slot, outcome }) => [slot, outcome]));
  const done = runs
    .filter(({ outcome }) => outcome === 'done')
    .map(({ job, slotAt }) => `${job} ${slotAt}`)
    .sort();
  const rest = await pool.query<{ seconds: number | null }>(
    `select max(extract(epoch from finished_at - before)) as seconds
       from (select finished_at, lag(finished_at) over (order by finished_at) as before
               from job_slots where job = 'raise_flags' and outcome = 'done') as runs`,
  );
  return {
    slots: rows.length,
    doubles: done.filter((slot, i) => slot === done[i - 1]),
    unknown: done.filter((slot) => ledger.get(slot) !== 'done'),
    failed: rows.filter(({ outcome }) => outcome === 'failed').map(({ slot }) => slot),
    longestRestSeconds: Math.round(rest.rows[0]?.seconds ?? 0),
  };
}
