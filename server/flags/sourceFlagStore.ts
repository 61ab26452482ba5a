import type { Severity } from '#contract/rule';
import type { Queryable } from '../db/queryable.ts';

/** FEED-01 of a source that has not ended; what else is flagged on it has nothing to do with its silence. */
export async function openSilenceFlags(
  db: Queryable,
  sourceId: number,
): Promise<{ flagId: number; severity: Severity }[]> {
  const { rows } = await db.query<{ flagId: number; severity: Severity }>(
    `select flag_id as "flagId", severity from flags
      where subject_kind = 'source' and subject_id = $1::text and rule = 'FEED-01' and ended_at is null`,
    [String(sourceId)],
  );
  return rows;
}
