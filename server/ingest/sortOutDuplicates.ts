import type { CaseSpan } from '../cases/caseHistory.ts';
import type { StoredCase } from '../cases/caseStore.ts';
import type { Queryable } from '../db/queryable.ts';
import { mayHaveSeen } from '../domain/cases/foldCase.ts';
import { storedHashes, suspectKey, type Suspect } from './eventStore.ts';
import type { AppendResult, IncomingEvent } from './incomingEvent.ts';

/** What of a batch concerns one case. */
export interface Arrivals {
  caseId: string;
  before: StoredCase | undefined;
  /** Positions in the batch. */
  positions: number[];
}

/** Where the stored events of a case lie in time. */
export function spanOf(caseId: string, before: StoredCase | undefined): CaseSpan {
  return { caseId, from: before?.state.firstEventAt ?? 0, to: before?.state.last[0] ?? 0 };
}

const duplicate: AppendResult = { status: 'duplicate' };

/**
 * Marks in `results` what is stored already or stands twice in the batch: the same event again, or the same id with
 * other content. Only events whose fingerprint their case has seen are looked for in the table.
 */
export async function sortOutDuplicates(
  db: Queryable,
  events: readonly IncomingEvent[],
  arrivals: readonly Arrivals[],
  results: AppendResult[],
): Promise<void> {
  const suspects = new Map<string, Suspect>();
  for (const { caseId, before, positions } of arrivals) {
    if (positions.length > 1) sortOutRepeated(events, positions, results);
    if (!before) continue;
    for (const position of positions) {
      const event = events[position];
      if (!event || !mayHaveSeen(before.state, event.sourceId, event.eventId)) continue;
      const { sourceId, eventId } = event;
      suspects.set(suspectKey(event), { ...spanOf(caseId, before), sourceId, eventId });
    }
  }
  if (suspects.size === 0) return;
  const stored = await storedHashes(db, [...suspects.values()]);
  for (const [position, event] of events.entries()) {
    const hash = stored.get(suspectKey(event));
    if (hash !== undefined) results[position] = sameOrConflict(event, hash);
  }
}

/** Within a batch the first one counts. */
function sortOutRepeated(
  events: readonly IncomingEvent[],
  positions: readonly number[],
  results: AppendResult[],
): void {
  const firsts = positions.length > fewEvents ? new Map<string, IncomingEvent>() : undefined;
  for (const [i, position] of positions.entries()) {
    const event = events[position];
    if (!event) continue;
    const first = firsts ? firsts.get(suspectKey(event)) : firstAlike(events, positions, i, event);
    if (first) results[position] = sameOrConflict(event, first.contentHash);
    else firsts?.set(suspectKey(event), event);
  }
}

/** Up to as many are compared with each other, which beats keys for each. */
const fewEvents = 12;

function firstAlike(
  events: readonly IncomingEvent[],
  positions: readonly number[],
  until: number,
  { eventId, sourceId }: IncomingEvent,
): IncomingEvent | undefined {
  for (let i = 0; i < until; i += 1) {
    const other = events[positions[i] ?? -1];
    if (other?.eventId === eventId && other.sourceId === sourceId) return other;
  }
  return undefined;
}

function sameOrConflict({ eventId, contentHash }: IncomingEvent, hash: string): AppendResult {
  if (contentHash === hash) return duplicate;
  const message = `id is "${eventId}", which this case has with other content; send a case.amended event, or a new id.`;
  return { status: 'rejected', code: 'conflicting_duplicate', path: 'id', message };
}
