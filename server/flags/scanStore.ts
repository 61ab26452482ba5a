import type { Queryable } from '../db/queryable.ts';

/** The ids of cases after `after` in their order, at most `limit`. */
export async function caseIdsAfter(db: Queryable, after: string, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ caseId: string }>(
    `select case_id as "caseId" from cases where case_id > $1 order by case_id limit $2`,
    [after, limit],
  );
  return rows.map((row) => row.caseId);
}
