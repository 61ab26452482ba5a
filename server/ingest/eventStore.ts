import type { PoolClient } from 'pg';
import type { Instant } from '#contract/time';
import type { CaseSpan } from '../cases/caseHistory.ts';
import { spanWindows, type SpanWindow } from '../cases/spanWindows.ts';
import { copyInstant, copyRows, copyText } from '../db/copyRows.ts';
import type { Queryable } from '../db/queryable.ts';
import type { IncomingEvent } from './incomingEvent.ts';

/** Begins a transaction and copies the events, sorted by case, into it. The caller commits or rolls back. */
export function beginWithEvents(
  client: PoolClient,
  events: readonly IncomingEvent[],
  now: Instant,
): Promise<number> {
  const recorded = copyInstant(now);
  const lines = events.map((event) => copyLine(event, recorded));
  // updates must lock cases in the order in which they are given, so nothing but a nested loop over them will do
  return copyRows(
    client,
    `begin; set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_seqscan = off;
     copy case_events (case_id, occurred_at, source_id, event_id, type, received_at, recorded_at, catalogue_revision,
                       content_hash, data) from stdin`,
    lines,
  );
}

function copyLine(event: IncomingEvent, recorded: string): string {
  return (
    `${copyText(event.caseId)}\t${copyInstant(event.occurredAt)}\t${event.sourceId}\t${copyText(event.eventId)}\t` +
    `${event.type}\t${copyInstant(event.receivedAt)}\t${recorded}\t${event.catalogueRevision}\t` +
    `\\\\x${event.contentHash}\t${copyText(JSON.stringify(event.data))}\n`
  );
}

/** An event looked for by its id, within its case's span. */
export interface Suspect extends CaseSpan {
  sourceId: number;
  eventId: string;
}

/** The content hash of each stored event among the suspects, by suspectKey. */
export async function storedHashes(
  db: Queryable,
  suspects: readonly Suspect[],
): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  for (const window of spanWindows(suspects))
    for (const row of await hashesIn(db, window)) hashes.set(suspectKey(row), row.contentHash);
  return hashes;
}

type Hashed = Pick<Suspect, 'caseId' | 'sourceId' | 'eventId'> & { contentHash: string };

async function hashesIn(db: Queryable, { from, to, spans }: SpanWindow<Suspect>): Promise<Hashed[]> {
  const { rows } = await db.query<Hashed>(
    `select e.case_id as "caseId", e.source_id as "sourceId", e.event_id as "eventId", encode(e.content_hash, 'hex') as "contentHash"
       from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::integer[], $5::text[])
            as s (case_id, from_at, to_at, source_id, event_id)
      cross join lateral (
            select case_id, source_id, event_id, content_hash from case_events
             where case_id = s.case_id and occurred_at between s.from_at and s.to_at
               and occurred_at between $6 and $7
               and source_id = s.source_id and event_id = s.event_id) e`,
    [
      spans.map((s) => s.caseId),
      spans.map((s) => new Date(s.from)),
      spans.map((s) => new Date(s.to)),
      spans.map((s) => s.sourceId),
      spans.map((s) => s.eventId),
      new Date(from),
      new Date(to),
    ],
  );
  return rows;
}

export function suspectKey({
  caseId,
  sourceId,
  eventId,
}: Pick<Suspect, 'caseId' | 'sourceId' | 'eventId'>): string {
  return `${caseId}\n${sourceId}\n${eventId}`;
}

/** Stores the sealed parts of events. */
export async function keepPersonalData(
  db: Queryable,
  events: readonly IncomingEvent[],
  now: Instant,
): Promise<void> {
  const personal = events.filter((event) => event.sealed !== null);
  if (personal.length === 0) return;
  await db.query(
    `insert into personal_data (case_id, source_id, event_id, sealed, recorded_at)
     select case_id, source_id, event_id, sealed, $5
       from unnest($1::text[], $2::integer[], $3::text[], $4::bytea[]) as given (case_id, source_id, event_id, sealed)
     on conflict do nothing`,
    [
      personal.map((event) => event.caseId),
      personal.map((event) => event.sourceId),
      personal.map((event) => event.eventId),
      personal.map((event) => event.sealed),
      new Date(now),
    ],
  );
}
