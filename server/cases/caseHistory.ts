import type { CaseEvent } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { spanWindows, type SpanWindow } from './spanWindows.ts';

/** A case and the bounds of its events, both included: every event query names both, so that it touches few chunks. */
export interface CaseSpan {
  caseId: string;
  from: Instant;
  to: Instant;
}

/** Where the clock stands, and what had arrived by then. */
export interface Viewpoint {
  asOf: Instant;
  knownAt: Instant;
}

/** All that ever happened and was ever known. */
const everything: Viewpoint = { asOf: Infinity, knownAt: Infinity };
const lastInstant = Date.UTC(9999, 0);

/** All stored events of the cases, by case, in no particular order. */
export function eventsOfCases(db: Queryable, spans: readonly CaseSpan[]): Promise<Map<string, CaseEvent[]>> {
  return caseHistories(db, spans, everything);
}

/** Events of the cases that had happened and were known, by case, in no particular order. Infinity: no bound. */
export async function caseHistories(
  db: Queryable,
  spans: readonly CaseSpan[],
  at: Viewpoint,
): Promise<Map<string, CaseEvent[]>> {
  const histories = new Map<string, CaseEvent[]>();
  for (const window of spanWindows(spans)) {
    for (const event of await eventsKnown(db, window, at)) {
      const events = histories.get(event.caseId);
      if (events) events.push(event);
      else histories.set(event.caseId, [event]);
    }
  }
  return histories;
}

async function eventsKnown(
  db: Queryable,
  { from, to, spans }: SpanWindow<CaseSpan>,
  { asOf, knownAt }: Viewpoint,
): Promise<CaseEvent[]> {
  const { rows } = await db.query<CaseEvent>(
    `select e.case_id as "caseId", e.source_id as "sourceId", e.event_id as "eventId", e.type,
            e.occurred_at as "occurredAt", e.received_at as "receivedAt",
            e.catalogue_revision as "catalogueRevision", e.data
       from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) as s (case_id, from_at, to_at)
      cross join lateral (
            select * from case_events
             where case_id = s.case_id and occurred_at between s.from_at and s.to_at
               and occurred_at between $4 and $5
               and coalesce(received_at, occurred_at) <= $6) e`,
    [
      spans.map((s) => s.caseId),
      spans.map((s) => new Date(s.from)),
      spans.map((s) => new Date(s.to)),
      new Date(from),
      new Date(Math.min(to, asOf)),
      new Date(Math.min(knownAt, lastInstant)),
    ],
  );
  return rows;
}
