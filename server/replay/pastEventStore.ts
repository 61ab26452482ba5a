import type { CaseEvent } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { Span } from './replayStore.ts';

/** An event with when it became known, and how its case is named today. */
export interface KnownEvent extends CaseEvent {
  knownAt: Instant;
  region: string | null;
  department: string | null;
  item: string | null;
}

/**
 * Events of the default namespace that became known in a span, in that order, at most `limit` after `after`; of all
 * regions when `regions` is null.
 */
export async function eventsKnown(
  db: Queryable,
  { from, to }: Span,
  regions: readonly string[] | null,
  after: Pick<KnownEvent, 'knownAt' | 'caseId' | 'eventId'>,
  limit: number,
): Promise<KnownEvent[]> {
  const { rows } = await db.query<KnownEvent>(
    `select e.case_id as "caseId", e.source_id as "sourceId", e.event_id as "eventId", e.type,
            e.occurred_at as "occurredAt", e.received_at as "receivedAt",
            e.catalogue_revision as "catalogueRevision", e.data,
            date_trunc('milliseconds', coalesce(e.received_at, e.occurred_at)) as "knownAt",
            c.region, c.department, c.item
       from case_events e join cases c using (case_id)
      where coalesce(e.received_at, e.occurred_at) >= $1 and coalesce(e.received_at, e.occurred_at) < $2
        and c.namespace = '' and ($3::text[] is null or c.region = any($3))
        and (date_trunc('milliseconds', coalesce(e.received_at, e.occurred_at)), e.case_id, e.event_id)
            > ($4, $5, $6)
      order by 9, e.case_id, e.event_id limit $7`,
    [new Date(from), new Date(to), regions, new Date(after.knownAt), after.caseId, after.eventId, limit],
  );
  return rows;
}
