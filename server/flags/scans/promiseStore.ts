import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';

/** Catalogue revisions recorded after an instant, and when. */
export async function revisionsRecorded(db: Queryable, after: Instant): Promise<Map<number, Instant>> {
  const { rows } = await db.query<{ revision: number; at: Instant }>(
    'select revision, recorded_at as at from catalogue_revisions where recorded_at > $1',
    [new Date(after)],
  );
  return new Map(rows.map((row) => [row.revision, row.at]));
}

export interface Breach {
  caseId: string;
  at: Instant;
  flagId: number;
  sourceId: number;
}

/** Broken promises by item, those withdrawn left out. */
export async function breachesOfItems(
  db: Queryable,
  items: readonly string[],
  after: Instant,
): Promise<Map<string, Breach[]>> {
  const { rows } = await db.query<Breach & { item: string }>(
    `select item, subject_id as "caseId", occurred_at as at, flag_id as "flagId", coalesce(source_id, 0) as "sourceId"
       from flags
      where rule = 'TIM-02' and item = any($1::text[]) and occurred_at > $2 and raised_at > $2
        and subject_kind = 'case' and position(':' in subject_id) = 0
        and status not in ('withdrawn', 'withdrawal_pending')
      order by item, occurred_at, subject_id`,
    [items, new Date(after)],
  );
  const byItem = new Map<string, Breach[]>();
  for (const { item, ...breach } of rows) byItem.set(item, [...(byItem.get(item) ?? []), breach]);
  return byItem;
}
