import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { longestUsualLag } from './clearing.ts';

const workdays = 20;
/** With fewer events a 99th percentile is one event's whim. */
const fewestEvents = 100;

/** Measures the usual lag of every live source over its last 20 working days. Returns for how many it is known. */
export function measureUsualLags(db: Queryable, catalogue: Catalogue, now: Instant): Promise<number> {
  const live = catalogue.sources.filter((s) => s.revokedAt === null && !s.settings.historical);
  const spans = live.map(({ sourceId }) => {
    const calendar = catalogue.calendarOf({ sourceId }, catalogue.revision);
    const today = calendar.zone.dayOf(now);
    const first = calendar.workdayAt(calendar.workdaysBefore(today) - workdays);
    return { sourceId, from: calendar.zone.startOf(first) };
  });
  return saveUsualLags(db, spans, now);
}

/** Sources without enough events in their span become unknown again. */
async function saveUsualLags(
  db: Queryable,
  spans: readonly { sourceId: number; from: Instant }[],
  to: Instant,
): Promise<number> {
  const { rows } = await db.query<{ known: boolean }>(
    `with span as (select * from unnest($1::integer[], $2::timestamptz[]) as s (source_id, from_at)),
     lag as (
       select e.source_id,
              percentile_disc(0.99) within group (
                order by greatest(0, extract(epoch from e.received_at - e.occurred_at) * 1000)) as ms
         from case_events e join span using (source_id)
        where e.occurred_at >= $3 and e.occurred_at >= span.from_at and e.occurred_at <= $4
          and e.received_at is not null
        group by e.source_id having count(*) >= $5)
     update source_watermarks w set usual_lag_ms = least(lag.ms, $6)
       from span left join lag using (source_id) where w.source_id = span.source_id
     returning w.usual_lag_ms is not null as known`,
    [
      spans.map((s) => s.sourceId),
      spans.map((s) => new Date(s.from)),
      new Date(Math.min(to, ...spans.map((s) => s.from))),
      new Date(to),
      fewestEvents,
      longestUsualLag,
    ],
  );
  return rows.filter((row) => row.known).length;
}

/** In ms by source, where it is known. */
export async function usualLags(db: Queryable): Promise<Map<number, number>> {
  const { rows } = await db.query<{ sourceId: number; ms: number }>(
    `select source_id as "sourceId", usual_lag_ms as ms from source_watermarks where usual_lag_ms is not null`,
  );
  return new Map(rows.map((row) => [row.sourceId, row.ms]));
}
