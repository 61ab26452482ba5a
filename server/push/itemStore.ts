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

/** Working days up to the end of each day from `from` on, in any calendar's own counting; all calendars in one list. */
export interface WorkdayTable {
  from: LocalDay;
  calendars: string[];
  /** Where in `counts` each begins. */
  starts: number[];
  counts: number[];
}

/**
 * Median working days from acceptance to conclusion by item, of cases with one of these outcomes concluded in
 * [from, to), each by its own calendar; an acceptance before the table begins counts as on its first day. Cases are
 * counted by their days first: nothing is sorted but those counts.
 */
export async function mediansByItem(
  db: Queryable,
  span: { from: Instant; to: Instant; timezone: string; outcomes: readonly string[] },
  table: WorkdayTable,
  regions: readonly string[] | null,
): Promise<ItemMedian[]> {
  const { rows } = await db.query<ItemMedian>(
    `with taken as (
       select c.item, count(*) as n,
              ($7::integer[])[w.start + (c.concluded_at at time zone $3)::date - $8::date]
              - ($7::integer[])[w.start + greatest((c.accepted_at at time zone $3)::date - $8::date, 0)] as days
         from cases c
         join unnest($5::text[], $6::integer[]) as w (calendar, start) on w.calendar = c.calendar
        where c.namespace = '' and c.concluded_at >= $1 and c.concluded_at < $2 and c.accepted_at <= c.concluded_at
          and c.outcome = any($4::text[]) and c.item is not null
          and ($9::text[] is null or c.region = any($9))
        group by 1, 3),
     ranked as (
       select item, days, sum(n) over (partition by item order by days) as upto,
              sum(n) over (partition by item) as total
         from taken)
     select item, total as concluded,
            (min(days) filter (where 2 * upto >= total) + min(days) filter (where 2 * upto > total)) / 2.0 as days
       from ranked group by item, total`,
    [
      new Date(span.from),
      new Date(span.to),
      span.timezone,
      [...span.outcomes],
      table.calendars,
      table.starts,
      table.counts,
      table.from,
      regions,
    ],
  );
  return rows;
}
