import type { Instant, LocalDay } from '#contract/time';
import type { Scope } from '../access/scope.ts';
import type { Queryable } from '../db/queryable.ts';
import type { UnitKind } from './evaluationStore.ts';

/**
 * What people rated themselves on days of the office, and how much of it was bad, of the roll-ups. Days that were counted
 * before levels were told apart are left out until they are counted anew.
 */
export async function ratedOn(
  db: Queryable,
  by: UnitKind,
  { from, to }: { from: LocalDay; to: LocalDay },
): Promise<{ unit: string; n: number; bad: number }[]> {
  const { rows } = await db.query<{ unit: string; n: number; bad: number }>(
    `select case $1 when 'region' then region else department end as unit, sum(rated - rated_default) as n,
            sum(voluntary_1 + voluntary_2) as bad
       from stats_day
      where day between $2 and $3 and namespace = '' and rated > rated_default
        and rated = rated_default + voluntary_1 + voluntary_2 + voluntary_3 + voluntary_4 + voluntary_5
        and case $1 when 'region' then region else department end <> ''
      group by 1`,
    [by, from, to],
  );
  return rows;
}

/** Cases of the scope that were rated badly in a span, `to` exclusive: the last of each unit, so many at most. */
export async function ratedBadly(
  db: Queryable,
  by: UnitKind,
  { from, to }: { from: Instant; to: Instant },
  scope: Scope,
  most: number,
): Promise<{ unit: string; caseId: string }[]> {
  const { rows } = await db.query<{ unit: string; caseId: string }>(
    `with bad as (
       select case $3 when 'region' then region else department end as unit, case_id, max(r.at) as at
         from cases
        cross join lateral json_to_recordset(bad_ratings) as r (at bigint)
        where bad_ratings is not null and (bad_ratings -> -1 ->> 'at')::bigint >= $1
          and r.at >= $1 and r.at < $2 and namespace = '' and stage <> 'unopened'
          and ($4::text[] is null or region = any($4)) and ($5::text[] is null or department = any($5))
        group by 1, 2),
     numbered as (
       select unit, case_id, at, row_number() over (partition by unit order by at desc, case_id) as nth
         from bad where unit <> '')
     select unit, case_id as "caseId" from numbered where nth <= $6 order by unit, nth`,
    [from, to, by, scope.regions, scope.departments, most],
  );
  return rows;
}

/** Those of the cases that lie in the scope. */
export async function casesInScope(
  db: Queryable,
  caseIds: readonly string[],
  scope: Scope,
): Promise<string[]> {
  const { rows } = await db.query<{ caseId: string }>(
    `select case_id as "caseId" from cases
      where case_id = any($1) and ($2::text[] is null or region = any($2))
        and ($3::text[] is null or department = any($3))`,
    [caseIds, scope.regions, scope.departments],
  );
  return rows.map(({ caseId }) => caseId);
}
