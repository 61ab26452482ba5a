import type { IncomingEvent } from '../incomingEvent.ts';
import type { StoredEvent } from './storedEvents.ts';

/** A mapped and validated event with the line that tells it. */
export interface ImportEvent {
  line: number;
  event: IncomingEvent;
}

export interface ProposedAmendment {
  line: number;
  caseId: string;
  type: string;
  /** The stored event that the file now tells differently. */
  eventId: string;
  reason: string;
}

export interface Comparison {
  fresh: ImportEvent[];
  duplicates: number;
  amendments: ProposedAmendment[];
}

/**
 * Compares what a file says of one case with what its source had said before. The same event again is a duplicate.
 * An event whose values changed is never applied but proposed as an amendment: either it has its old id and names
 * another item, department, region or channel; or it has a new id, while an earlier event of its type (and step) is
 * no longer told. `whole`: the file tells the case in one place; else only events within the span of times that
 * this place covers can be missed, and only if it repeats one of them. `stored` is kept up to date.
 */
export function compareWithStored(
  told: readonly ImportEvent[],
  stored: Map<string, StoredEvent>,
  whole: boolean,
): Comparison {
  const result: Comparison = { fresh: [], duplicates: 0, amendments: [] };
  const unknown: ImportEvent[] = [];
  for (const one of told) {
    const known = stored.get(one.event.eventId);
    if (!known) unknown.push(one);
    else if (known.contentHash === one.event.contentHash) result.duplicates += 1;
    else
      result.amendments.push(
        proposal(one, known, 'the file names another item, department, region or channel'),
      );
  }
  const missed = unknown.length > 0 && stored.size > 0 ? missedEvents(told, stored, whole) : [];
  for (const one of unknown) {
    const index = closest(missed, one.event);
    const [known] = index < 0 ? [] : missed.splice(index, 1);
    if (known) result.amendments.push(proposal(one, known, differing(one.event, known)));
    else {
      result.fresh.push(one);
      const { caseId, eventId, type, occurredAt, data, contentHash } = one.event;
      stored.set(eventId, { caseId, eventId, type, at: occurredAt, step: data.step ?? null, contentHash });
    }
  }
  return result;
}

function missedEvents(
  told: readonly ImportEvent[],
  stored: ReadonlyMap<string, StoredEvent>,
  whole: boolean,
): StoredEvent[] {
  const ids = new Set(told.map(({ event }) => event.eventId));
  const missed = [...stored.values()].filter(({ eventId }) => !ids.has(eventId));
  if (whole) return missed;
  if (missed.length === stored.size) return [];
  const times = told.map(({ event }) => event.occurredAt);
  const [from, to] = [Math.min(...times), Math.max(...times)];
  return missed.filter(({ at }) => at >= from && at <= to);
}

function closest(missed: readonly StoredEvent[], event: IncomingEvent): number {
  let best = -1;
  let distance = Infinity;
  missed.forEach((known, index) => {
    if (known.type !== event.type || known.step !== (event.data.step ?? null)) return;
    const away = Math.abs(known.at - event.occurredAt);
    if (away < distance) [best, distance] = [index, away];
  });
  return best;
}

function differing(event: IncomingEvent, known: StoredEvent): string {
  const [now, before] = [event.occurredAt, known.at].map((at) => new Date(at).toISOString());
  return now === before ? 'another value of its data' : `${now ?? ''} instead of ${before ?? ''}`;
}

function proposal({ line, event }: ImportEvent, known: StoredEvent, what: string): ProposedAmendment {
  const { caseId, type } = event;
  const reason = `${type} of case ${caseId}: ${what}; not applied, send case.amended for event ${known.eventId}`;
  return { line, caseId, type, eventId: known.eventId, reason };
}
