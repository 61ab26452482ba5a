import type { LocalDay } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { DayVolume } from '../../domain/reports/reportedSince.ts';

/** What was submitted on each day of the office, children of joint cases too; days without any are left out. */
export async function submittedByDay(
  db: Queryable,
  { from, to }: { from: LocalDay; to: LocalDay },
  scope: Scope,
): Promise<DayVolume[]> {
  const { rows } = await db.query<DayVolume>(
    `select day, sum(submitted) as submitted
       from stats_day
      where day between $1 and $2 and namespace = '' and submitted > 0
        and ($3::text[] is null or region = any($3)) and ($4::text[] is null or department = any($4))
      group by day`,
    [from, to, scope.regions, scope.departments],
  );
  return rows;
}
