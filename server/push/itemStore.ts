import type { Instant, LocalDay } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

export interface ItemFigures {
  item: string;
  submitted: number;
  open: number;
  flagged: number;
}

/**
 * Every item with cases on `day`, open ones or flags that wait; default namespace, of all regions when `regions` is
 * null. A joint case counts once, by its parent.
 */
export async function figuresByItem(
  db: Queryable,
  day: LocalDay,
  regions: readonly string[] | null,
): Promise<ItemFigures[]> {
  const { rows } = await db.query<ItemFigures>(
    `select item, sum(submitted) as submitted, sum(open) as open, sum(flagged) as flagged
       from (select item, submitted - child_submitted as submitted, 0 as open, 0 as flagged
               from stats_day
              where day = $1 and namespace = '' and ($2::text[] is null or region = any($2))
              union all
             select item, 0, open - child_open, 0
               from stats_open
              where namespace = '' and ($2::text[] is null or region = any($2))
              union all
             select item, 0, 0, 1
               from waiting_flags
              where item is not null and ($2::text[] is null or region = any($2))) as counted
      group by item`,
    [day, regions],
  );
  return rows;
}

export interface ItemMedian {
  item: string;
  concluded: number;
  days: number;
}

/** Working days up to the end of each day, from any origin, by calendar: three lists side by side. */
export interface WorkdayTable {
  calendars: string[];
  days: LocalDay[];
  counts: number[];
}

/**
 * Median working days from acceptance to conclusion by item, of cases with one of these outcomes concluded in
 * [from, to), each by its own calendar. Days before the table's first count as that one.
 */
export async function mediansByItem(
  db: Queryable,
  span: { from: Instant; to: Instant; timezone: string; outcomes: readonly string[] },
  table: WorkdayTable,
  regions: readonly string[] | null,
): Promise<ItemMedian[]> {
  const { rows } = await db.query<ItemMedian>(
    `with workday as materialized (
       select calendar, day, upto from unnest($5::text[], $6::date[], $7::integer[]) as w (calendar, day, upto)),
     first as (select min(day) as day from workday)
     select c.item, count(*) as concluded,
            percentile_cont(0.5) within group (order by done.upto - begun.upto) as days
       from cases c
       cross join first
       join workday begun on begun.calendar = c.calendar
        and begun.day = greatest((c.accepted_at at time zone $3)::date, first.day)
       join workday done on done.calendar = c.calendar and done.day = (c.concluded_at at time zone $3)::date
      where c.namespace = '' and c.concluded_at >= $1 and c.concluded_at < $2 and c.accepted_at <= c.concluded_at
        and c.outcome = any($4::text[]) and c.item is not null
        and ($8::text[] is null or c.region = any($8))
      group by c.item`,
    [
      new Date(span.from),
      new Date(span.to),
      span.timezone,
      [...span.outcomes],
      table.calendars,
      table.days,
      table.counts,
      regions,
    ],
  );
  return rows;
}
