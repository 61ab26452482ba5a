import type { Instant } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { PlaceKey } from './volumeStore.ts';

export interface BadRatingRow extends PlaceKey {
  at: Instant;
  calledBackAt: Instant | null;
  rectifiedAt: Instant | null;
}

/** Bad ratings given in a span, `to` exclusive, with what was done about them as it is known now. */
export async function badRatingsWithin(
  db: Queryable,
  { from, to }: { from: Instant; to: Instant },
  scope: Scope,
): Promise<BadRatingRow[]> {
  const { rows } = await db.query<BadRatingRow>(
    `select coalesce(region, '') as region, coalesce(department, '') as department, coalesce(item, '') as item,
            coalesce(channel, '') as channel, r.at, r."calledBackAt", r."rectifiedAt"
       from cases
      cross join lateral json_to_recordset(bad_ratings)
                 as r (at bigint, "calledBackAt" bigint, "rectifiedAt" bigint)
      where bad_ratings is not null and (bad_ratings -> -1 ->> 'at')::bigint >= $1
        and r.at >= $1 and r.at < $2 and namespace = '' and stage <> 'unopened'
        and ($3::text[] is null or region = any($3)) and ($4::text[] is null or department = any($4))`,
    [from, to, scope.regions, scope.departments],
  );
  return rows;
}
