import type { RuleRun } from '#contract/ruleSchema';
import type { Queryable } from '../db/queryable.ts';
import { runColumns, runOf, type RunRow } from './storedRun.ts';

export async function runById(db: Queryable, runId: number): Promise<RuleRun | undefined> {
  const { rows } = await db.query<RunRow<RuleRun>>(
    `select rule, asked as proposal, ${runColumns} from rule_runs where run_id = $1 and rule is not null`,
    [runId],
  );
  return rows[0] && runOf(rows[0]);
}

/** The newest first. */
export async function listRuns(db: Queryable, limit: number): Promise<RuleRun[]> {
  const { rows } = await db.query<RunRow<RuleRun>>(
    `select rule, asked as proposal, ${runColumns} from rule_runs where rule is not null order by run_id desc limit $1`,
    [limit],
  );
  return rows.map(runOf);
}
