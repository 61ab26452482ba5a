import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

export interface SourceOutage {
  sourceId: number;
  /** The `source.outage_declared` event. */
  eventId: string;
  from: Instant;
  to: Instant;
  reason: string;
}

export async function listOutages(db: Queryable): Promise<SourceOutage[]> {
  const { rows } = await db.query<SourceOutage>(
    `select source_id as "sourceId", event_id as "eventId", from_at as "from", to_at as "to", reason
       from source_outages order by source_id, from_at`,
  );
  return rows;
}

/** Records declared outages; false for each whose event is recorded already, in the order given. */
export async function recordOutages(
  db: Queryable,
  outages: readonly SourceOutage[],
  now: Instant,
): Promise<boolean[]> {
  const { rows } = await db.query<{ sourceId: number; eventId: string }>(
    `insert into source_outages (source_id, event_id, from_at, to_at, reason, recorded_at)
     select source_id, event_id, to_timestamp(from_ms / 1000.0), to_timestamp(to_ms / 1000.0), reason, $6
       from unnest($1::integer[], $2::text[], $3::bigint[], $4::bigint[], $5::text[])
            as given (source_id, event_id, from_ms, to_ms, reason)
     on conflict do nothing
     returning source_id as "sourceId", event_id as "eventId"`,
    [
      outages.map((o) => o.sourceId),
      outages.map((o) => o.eventId),
      outages.map((o) => o.from),
      outages.map((o) => o.to),
      outages.map((o) => o.reason),
      new Date(now),
    ],
  );
  const recorded = new Set(rows.map((r) => `${r.sourceId} ${r.eventId}`));
  return outages.map((o) => recorded.delete(`${o.sourceId} ${o.eventId}`));
}

/** As `recordOutages`, for one. */
export async function recordOutage(db: Queryable, outage: SourceOutage, now: Instant): Promise<boolean> {
  const [recorded] = await recordOutages(db, [outage], now);
  return recorded ?? false;
}
