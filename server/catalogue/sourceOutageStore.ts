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
  /** Null: the source itself. */
  declaredBy: string | null;
}

export async function listOutages(db: Queryable): Promise<StoredOutage[]> {
  const { rows } = await db.query<StoredOutage>(
    `select source_id as "sourceId", event_id as "eventId", from_at as "from", to_at as "to", reason,
            recorded_at as "recordedAt", declared_by as "declaredBy"
       from source_outages order by source_id, from_at, event_id`,
  );
  return rows;
}

/** False if the outage's event is recorded already. */
export async function recordOutage(
  db: Queryable,
  outage: SourceOutage,
  now: Instant,
  declaredBy: string | null = null,
): Promise<boolean> {
  const { sourceId, eventId, from, to, reason } = outage;
  const { rowCount } = await db.query(
    `insert into source_outages (source_id, event_id, from_at, to_at, reason, recorded_at, declared_by)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [sourceId, eventId, new Date(from), new Date(to), reason, new Date(now), declaredBy],
  );
  return rowCount === 1;
}

/** Takes back an outage that was declared here; what the source declared itself is its event and stays. */
export async function removeDeclaredOutage(
  db: Queryable,
  sourceId: number,
  eventId: string,
  now: Instant,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `with removed as (
       delete from source_outages where source_id = $1 and event_id = $2 and declared_by is not null
       returning source_id)
     update sources s set judged_otherwise_at = $3 from removed r where s.source_id = r.source_id`,
    [sourceId, eventId, new Date(now)],
  );
  return rowCount === 1;
}
