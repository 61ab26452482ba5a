import type { Instant, LocalDay } from '#contract/time';
import type { Scope } from '../access/scope.ts';
import type { Queryable } from '../db/queryable.ts';

/** One cell before the catalogue gives it a name: `key` is a department, an item or an hour. */
export interface CellRow {
  region: string;
  key: string;
  value: number;
  n: number;
}

/** The roll-ups' columns that a cell can stand for; hours come from the minutes. */
export type PlaceColumn = 'department' | 'item';

/** Children of joint cases count in departments; items and hours are the region's, which counts the parent. */
export async function volumeByDay(
  db: Queryable,
  metric: 'submitted' | 'concluded',
  column: PlaceColumn,
  span: { from: LocalDay; to: LocalDay },
  scope: Scope,
): Promise<CellRow[]> {
  const { rows } = await db.query<CellRow>(
    `select region, key, sum(n) as value, sum(n) as n
       from (select region, case when $2 = 'item' then item else department end as key,
                    case when $1 = 'submitted' then submitted - case when $2 = 'item' then child_submitted else 0 end
                         else concluded - case when $2 = 'item' then child_concluded else 0 end end as n
               from stats_day
              where day between $3 and $4 and namespace = ''
                and ($5::text[] is null or region = any($5))
                and ($6::text[] is null or department = any($6))) as counted
      group by region, key
     having sum(n) > 0`,
    [metric, column, span.from, span.to, scope.regions, scope.departments],
  );
  return rows;
}

/** `key`: local hour 0 to 23. */
export async function volumeByHour(
  db: Queryable,
  metric: 'submitted' | 'concluded',
  span: { from: Instant; to: Instant; timezone: string },
  scope: Scope,
): Promise<CellRow[]> {
  const { rows } = await db.query<CellRow>(
    `select region, key, sum(n) as value, sum(n) as n
       from (select region, extract(hour from minute at time zone $4)::text as key,
                    case when $1 = 'submitted' then submitted - child_submitted
                         else concluded - child_concluded end as n
               from stats_minute
              where minute >= $2 and minute < $3 and namespace = ''
                and ($5::text[] is null or region = any($5))
                and ($6::text[] is null or department = any($6))) as counted
      group by region, key
     having sum(n) > 0`,
    [metric, new Date(span.from), new Date(span.to), span.timezone, scope.regions, scope.departments],
  );
  return rows;
}

/** How things stand now; of overdue cells n is the open cases. */
export async function standingByPlace(
  db: Queryable,
  metric: 'open' | 'overdue',
  column: PlaceColumn,
  scope: Scope,
): Promise<CellRow[]> {
  const { rows } = await db.query<CellRow>(
    `select region, key, sum(case when $1 = 'open' then n else late end) as value, sum(n) as n
       from (select region, case when $2 = 'item' then item else department end as key,
                    open - case when $2 = 'item' then child_open else 0 end as n,
                    overdue + overdue_statutory as late
               from stats_open
              where namespace = ''
                and ($3::text[] is null or region = any($3))
                and ($4::text[] is null or department = any($4))) as standing
      group by region, key
     having sum(n) > 0 or sum(late) > 0`,
    [metric, column, scope.regions, scope.departments],
  );
  return rows;
}

/** Cases with a query, yellow or red flag of the span that was not found wrong. */
export async function flaggedCases(
  db: Queryable,
  column: PlaceColumn | 'hour',
  span: { from: Instant; to: Instant; timezone: string },
  scope: Scope,
): Promise<CellRow[]> {
  const { rows } = await db.query<CellRow>(
    `select coalesce(region, '') as region,
            case $1 when 'item' then coalesce(item, '')
                    when 'hour' then extract(hour from occurred_at at time zone $4)::text
                    else coalesce(department, '') end as key,
            count(distinct subject_id) as value, count(distinct subject_id) as n
       from flags
      where occurred_at >= $2 and occurred_at < $3 and subject_kind = 'case' and position(':' in subject_id) = 0
        and severity in ('query', 'yellow', 'red') and status not in ('withdrawn', 'exempt', 'archived')
        and ($5::text[] is null or region = any($5)) and ($6::text[] is null or department = any($6))
      group by 1, 2`,
    [column, new Date(span.from), new Date(span.to), span.timezone, scope.regions, scope.departments],
  );
  return rows;
}
