import type { Severity } from '#contract/rule';
import type { Queryable } from '../db/queryable.ts';

/** Flags on a source that have not ended. */
export async function openFlagsOfSource(
  db: Queryable,
  sourceId: number,
): Promise<{ flagId: number; severity: Severity }[]> {
  const { rows } = await db.query<{ flagId: number; severity: Severity }>(
    `select flag_id as "flagId", severity from flags
      where subject_kind = 'source' and subject_id = $1::text and ended_at is null`,
    [String(sourceId)],
  );
  return rows;
}
