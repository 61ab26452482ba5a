import type { Instant } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { PlaceKey } from './volumeStore.ts';

export interface OpenRow extends PlaceKey {
  child: boolean;
  inProgress: number;
  overdueOpen: number;
}

/** Cases that had begun and not ended at an instant, past or present: by what is known of them now. */
export async function openCasesAt(db: Queryable, at: Instant, scope: Scope): Promise<OpenRow[]> {
  const { rows } = await db.query<OpenRow>(
    `select coalesce(region, '') as region, coalesce(department, '') as department, coalesce(item, '') as item,
            coalesce(channel, '') as channel, parent_case is not null as child, count(*) as "inProgress",
            count(*) filter (where least(promised_due_at, statutory_due_at) < $1) as "overdueOpen"
       from cases
      where first_event_at < $1 and (concluded_at is null or concluded_at >= $1)
        and namespace = '' and stage <> 'unopened'
        and ($2::text[] is null or region = any($2)) and ($3::text[] is null or department = any($3))
      group by 1, 2, 3, 4, 5`,
    [new Date(at), scope.regions, scope.departments],
  );
  return rows;
}
