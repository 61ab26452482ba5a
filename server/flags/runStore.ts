import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

/** What is asked of a run: about a rule, or about a calendar. */
export interface NewRun {
  kind: 'backtest' | 'rejudgement' | 'calendar_preview' | 'calendar_change';
  rule?: string;
  calendar?: string;
  asked: object;
  actor: string;
}

export interface RunOutcome {
  state: 'done' | 'failed' | 'cancelled';
  result: object | null;
  error: string | null;
}

/** Begins a run; undefined while another one works. One whose process is gone has failed first. */
export async function beginRun(
  db: Queryable,
  { kind, rule, calendar, asked, actor }: NewRun,
  now: Instant,
  leaseUntil: Instant,
): Promise<number | undefined> {
  await db.query(
    `update rule_runs set state = 'failed', finished_at = $1, error = 'The process that worked on it is gone; start it again.'
      where state = 'running' and lease_until < $1`,
    [new Date(now)],
  );
  const { rows } = await db.query<{ runId: number }>(
    `insert into rule_runs (kind, rule, calendar, asked, actor, created_at, lease_until)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing
     returning run_id as "runId"`,
    [kind, rule ?? null, calendar ?? null, JSON.stringify(asked), actor, new Date(now), new Date(leaseUntil)],
  );
  return rows[0]?.runId;
}

/** False: it was cancelled, or taken for dead. */
export async function noteProgress(
  db: Queryable,
  runId: number,
  done: number,
  of: number,
  leaseUntil: Instant,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update rule_runs set done_cases = $2, all_cases = $3, lease_until = $4 where run_id = $1 and state = 'running'`,
    [runId, done, of, new Date(leaseUntil)],
  );
  return rowCount === 1;
}

/** False: it had ended before. */
export async function endRun(
  db: Queryable,
  runId: number,
  { state, result, error }: RunOutcome,
  now: Instant,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update rule_runs set state = $2, result = $3, error = $4, finished_at = $5
      where run_id = $1 and state = 'running'`,
    [runId, state, result === null ? null : JSON.stringify(result), error, new Date(now)],
  );
  return rowCount === 1;
}
