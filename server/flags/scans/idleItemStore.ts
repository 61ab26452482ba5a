import type { LocalDay } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';

/** The first day of the daily roll-ups; null without any. */
export async function recordsBegin(db: Queryable): Promise<LocalDay | null> {
  const { rows } = await db.query<{ day: LocalDay | null }>(
    `select min(day) as day from stats_day where submitted > 0`,
  );
  return rows[0]?.day ?? null;
}

export interface FlowRow {
  cases: number;
  lastOn: LocalDay;
}

/** Cases of each item between two days, both included, and the day of the last; items without any are missing. */
export async function flowOfItems(
  db: Queryable,
  { from, to }: { from: LocalDay; to: LocalDay },
): Promise<Map<string, FlowRow>> {
  const { rows } = await db.query<FlowRow & { item: string }>(
    `select item, sum(submitted) as cases, max(day) as "lastOn"
       from stats_day where day between $1 and $2 and namespace = '' and submitted > 0 group by item`,
    [from, to],
  );
  return new Map(rows.map(({ item, ...flow }) => [item, flow]));
}

/** Days of one item, or of the whole city where it is null; both included. */
export interface ItemSpan {
  item: string | null;
  from: LocalDay;
  to: LocalDay;
}

/** Cases in each span, in the order of the spans: from sums by day, so that the roll-ups are read once. */
export async function casesInSpans(db: Queryable, spans: readonly ItemSpan[]): Promise<number[]> {
  const { rows } = await db.query<{ cases: number }>(
    `with span as (
       select nth, item, from_day, to_day
         from unnest($1::text[], $2::date[], $3::date[]) with ordinality as s (item, from_day, to_day, nth)),
     daily as materialized (
       select day, item, sum(submitted) as cases
         from stats_day
        where namespace = '' and day between (select min(from_day) from span) and (select max(to_day) from span)
        group by grouping sets ((day, item), (day)))
     select coalesce(sum(d.cases), 0) as cases
       from span s
       left join daily d on d.item is not distinct from s.item and d.day between s.from_day and s.to_day
      group by s.nth order by s.nth`,
    [spans.map((s) => s.item), spans.map((s) => s.from), spans.map((s) => s.to)],
  );
  return rows.map((row) => row.cases);
}
