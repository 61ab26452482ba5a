import type { Instant } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { PlaceKey } from './volumeStore.ts';

export interface ConcludedRow extends PlaceKey {
  child: boolean;
  /** Of the item that its limits were frozen by. */
  itemRevision: number | null;
  overdueConcluded: number;
  /** Legal milliseconds from acceptance to conclusion of those decided on their merits: `numbersOf`. */
  bytes: Buffer | null;
}

/**
 * Cases that ended in a span, `to` exclusive. Handling times come as bytes, a list a group: percentiles of seven
 * dimensions are seven sorts of all of them in the database, and cost less here. Cases entered afterwards have times that
 * somebody wrote down.
 */
export async function casesConcluded(
  db: Queryable,
  { from, to }: { from: Instant; to: Instant },
  scope: Scope,
): Promise<ConcludedRow[]> {
  const { rows } = await db.query<ConcludedRow>(
    `select coalesce(region, '') as region, coalesce(department, '') as department, coalesce(item, '') as item,
            coalesce(channel, '') as channel, parent_case is not null as child, item_revision as "itemRevision",
            count(*) filter (where concluded_at > least(promised_due_at, statutory_due_at)
                                   and outcome not in ('withdrawn', 'voided', 'transferred')) as "overdueConcluded",
            string_agg(float8send(handling_ms), '') filter (
              where outcome in ('granted', 'granted_with_deficiency', 'refused') and unreliable.case_id is null) as bytes
       from cases
       left join (select distinct case_id from unreliable_durations) as unreliable using (case_id)
      where concluded_at >= $1 and concluded_at < $2 and namespace = '' and stage = 'concluded'
        and ($3::text[] is null or region = any($3)) and ($4::text[] is null or department = any($4))
      group by 1, 2, 3, 4, 5, 6`,
    [new Date(from), new Date(to), scope.regions, scope.departments],
  );
  return rows;
}

export function numbersOf(bytes: Buffer | null): Float64Array {
  const numbers = new Float64Array((bytes?.length ?? 0) / 8);
  for (let i = 0; i < numbers.length; i += 1) numbers[i] = bytes?.readDoubleBE(8 * i) ?? 0;
  return numbers;
}
