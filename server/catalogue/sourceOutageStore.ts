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

export interface StoredOutage extends SourceOutage {
  recordedAt: Instant;
}

export async function listOutages(db: Queryable): Promise<StoredOutage[]> {
  const { rows } = await db.query<StoredOutage>(
    `select source_id as "sourceId", event_id as "eventId", from_at as "from", to_at as "to", reason,
            recorded_at as "recordedAt"
       from source_outages order by source_id, from_at`,
  );
  return rows;
}

/** False if the outage's event is recorded already. */
export async function recordOutage(db: Queryable, outage: SourceOutage, now: Instant): Promise<boolean> {
  const { sourceId, eventId, from, to, reason } = outage;
  const { rowCount } = await db.query(
    `insert into source_outages (source_id, event_id, from_at, to_at, reason, recorded_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [sourceId, eventId, new Date(from), new Date(to), reason, new Date(now)],
  );
  return rowCount === 1;
}
