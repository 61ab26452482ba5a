import type { RuleId } from '#contract/rule';
import type { Proposal, RuleRun } from '#contract/ruleSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { instantText, instantTextOrNull } from '../http/instantText.ts';

type Kind = RuleRun['kind'];
type Outcome = Pick<RuleRun, 'state' | 'result' | 'error'>;

interface Row extends Omit<RuleRun, 'createdAt' | 'finishedAt' | 'progress'> {
  createdAt: Instant;
  finishedAt: Instant | null;
  done: number;
  of: number | null;
}

const columns = `run_id as "runId", kind, rule, asked as proposal, actor, state, created_at as "createdAt",
            finished_at as "finishedAt", done_cases as done, all_cases as "of", result, error`;

const runOf = ({ createdAt, finishedAt, done, of, ...row }: Row): RuleRun => ({
  ...row,
  createdAt: instantText(createdAt),
  finishedAt: instantTextOrNull(finishedAt),
  progress: { done, of },
});

/** Begins a run; undefined while another one works. One whose process is gone has failed first. */
export async function beginRun(
  db: Queryable,
  run: { kind: Kind; rule: RuleId; proposal: Proposal; actor: string },
  now: Instant,
  leaseUntil: Instant,
): Promise<RuleRun | undefined> {
  await db.query(
    `update rule_runs set state = 'failed', finished_at = $1, error = 'The process that worked on it is gone; start it again.'
      where state = 'running' and lease_until < $1`,
    [new Date(now)],
  );
  const { rows } = await db.query<Row>(
    `insert into rule_runs (kind, rule, asked, actor, created_at, lease_until)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing
     returning ${columns}`,
    [run.kind, run.rule, JSON.stringify(run.proposal), run.actor, new Date(now), new Date(leaseUntil)],
  );
  return rows[0] && runOf(rows[0]);
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
  { state, result, error }: Outcome,
  now: Instant,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update rule_runs set state = $2, result = $3, error = $4, finished_at = $5
      where run_id = $1 and state = 'running'`,
    [runId, state, result === null ? null : JSON.stringify(result), error, new Date(now)],
  );
  return rowCount === 1;
}

export async function runById(db: Queryable, runId: number): Promise<RuleRun | undefined> {
  const { rows } = await db.query<Row>(`select ${columns} from rule_runs where run_id = $1`, [runId]);
  return rows[0] && runOf(rows[0]);
}

/** The newest first. */
export async function listRuns(db: Queryable, limit: number): Promise<RuleRun[]> {
  const { rows } = await db.query<Row>(`select ${columns} from rule_runs order by run_id desc limit $1`, [
    limit,
  ]);
  return rows.map(runOf);
}
