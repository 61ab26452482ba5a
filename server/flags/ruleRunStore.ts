import type { RuleRun } from '#contract/ruleSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { instantText, instantTextOrNull } from '../http/instantText.ts';

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

export async function runById(db: Queryable, runId: number): Promise<RuleRun | undefined> {
  const { rows } = await db.query<Row>(
    `select ${columns} from rule_runs where run_id = $1 and rule is not null`,
    [runId],
  );
  return rows[0] && runOf(rows[0]);
}

/** The newest first. */
export async function listRuns(db: Queryable, limit: number): Promise<RuleRun[]> {
  const { rows } = await db.query<Row>(
    `select ${columns} from rule_runs where rule is not null order by run_id desc limit $1`,
    [limit],
  );
  return rows.map(runOf);
}
