import type { CaseEvent, CaseEventData, CaseEventType } from '#contract/caseEvent';
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
    for (const { caseId, events } of await eventsKnown(db, window, at))
      histories.set(
        caseId,
        events.map((row) => eventOf(caseId, row)),
      );
  }
  return histories;
}

type EventRow = [
  sourceId: number,
  eventId: string,
  type: CaseEventType,
  occurredAt: Instant,
  receivedAt: Instant | null,
  catalogueRevision: number,
  data: CaseEventData,
];

function eventOf(
  caseId: string,
  [sourceId, eventId, type, occurredAt, receivedAt, catalogueRevision, data]: EventRow,
): CaseEvent {
  return { caseId, sourceId, eventId, type, occurredAt, receivedAt, catalogueRevision, data };
}

/** A row a case, its events as one document: taking rows and columns apart costs more than judging a case. */
async function eventsKnown(
  db: Queryable,
  { from, to, spans }: SpanWindow<CaseSpan>,
  { asOf, knownAt }: Viewpoint,
): Promise<{ caseId: string; events: EventRow[] }[]> {
  const { rows } = await db.query<{ caseId: string; events: EventRow[] }>(
    // instants in milliseconds: microseconds are exact in a double, and what is beyond is cut
    `select s.case_id as "caseId", e.events
       from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) as s (case_id, from_at, to_at)
      cross join lateral (
            select json_agg(json_build_array(source_id, event_id, type,
                            (date_part('epoch', occurred_at) * 1000000)::bigint / 1000,
                            (date_part('epoch', received_at) * 1000000)::bigint / 1000,
                            catalogue_revision, data)) as events
              from case_events
             where case_id = s.case_id and occurred_at between s.from_at and s.to_at
               and occurred_at between $4 and $5
               and coalesce(received_at, occurred_at) <= $6) e
      where e.events is not null`,
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
