import type { CaseEvent } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';

const hour = 3_600_000;
/** The index on when events were recorded is coarse: most sources were heard a moment before. */
const spans = [hour, 24 * hour, 30 * 24 * hour];

/** The events of a source that were recorded last, of 30 days at most, the newest first. */
export async function recentEvents(
  db: Queryable,
  sourceId: number,
  most: number,
  now: Instant,
): Promise<CaseEvent[]> {
  for (const span of spans) {
    const rows = await recordedSince(db, sourceId, most, now - span);
    if (rows.length >= most || span === spans.at(-1)) return rows;
  }
  return [];
}

async function recordedSince(
  db: Queryable,
  sourceId: number,
  most: number,
  since: Instant,
): Promise<CaseEvent[]> {
  const { rows } = await db.query<CaseEvent>(
    `select case_id as "caseId", source_id as "sourceId", event_id as "eventId", type, occurred_at as "occurredAt",
            received_at as "receivedAt", catalogue_revision as "catalogueRevision", data
       from case_events
      where source_id = $1 and recorded_at > $2
      order by recorded_at desc, occurred_at desc, case_id desc, event_id desc
      limit $3`,
    [sourceId, new Date(since), most],
  );
  return rows;
}
