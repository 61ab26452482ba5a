import type { RuleId } from '#contract/rule';
import type { Queryable } from '../db/queryable.ts';

/** The rules because of whose flags a case's duration is no measure (BKF-01, BKF-02); none: it is reliable. */
export async function unreliableDuration(db: Queryable, caseId: string): Promise<RuleId[]> {
  const { rows } = await db.query<{ rule: RuleId }>(
    'select distinct rule from unreliable_durations where case_id = $1 order by rule',
    [caseId],
  );
  return rows.map(({ rule }) => rule);
}
