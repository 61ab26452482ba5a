import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';

export interface StoredEvent {
  caseId: string;
  eventId: string;
  type: string;
  at: Instant;
  step: string | null;
  contentHash: string;
}

/** First and last event time over those of the cases that exist; undefined when none does. */
export async function spanOfCases(
  db: Queryable,
  caseIds: readonly string[],
): Promise<{ first: Instant; last: Instant } | undefined> {
  const { rows } = await db.query<{ first: Instant | null; last: Instant | null }>(
    'select min(first_event_at) as first, max(last_event_at) as last from cases where case_id = any($1)',
    [caseIds],
  );
  const { first, last } = rows[0] ?? { first: null, last: null };
  return first === null || last === null ? undefined : { first, last };
}

/** What one source has told of these cases. The span keeps a hypertable from looking into every chunk. */
export async function storedEvents(
  db: Queryable,
  sourceId: number,
  caseIds: readonly string[],
  span: { first: Instant; last: Instant },
): Promise<StoredEvent[]> {
  const { rows } = await db.query<StoredEvent>(
    `select case_id as "caseId", event_id as "eventId", type, occurred_at as at, data ->> 'step' as step,
            encode(content_hash, 'hex') as "contentHash"
       from case_events
      where case_id = any($1) and occurred_at >= $2 and occurred_at <= $3 and source_id = $4`,
    [caseIds, new Date(span.first), new Date(span.last), sourceId],
  );
  return rows;
}
