import type { FlagStatus, RuleId, Severity } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Queryable } from '../../db/queryable.ts';

export interface BadOutcome {
  flagId: number;
  rule: RuleId;
  severity: Severity;
  status: FlagStatus;
  at: Instant;
}

/** What of a case within the scope went badly and stands, in the order in which it happened. */
export async function badOutcomes(db: Queryable, caseId: string, scope: Scope): Promise<BadOutcome[]> {
  const { rows } = await db.query<BadOutcome>(
    `select flag_id as "flagId", rule, severity, status, occurred_at as at
       from bad_outcomes
      where case_id = $1 and ($2::text[] is null or region = any($2)) and ($3::text[] is null or department = any($3))
      order by occurred_at, flag_id`,
    [caseId, scope.regions, scope.departments],
  );
  return rows;
}
