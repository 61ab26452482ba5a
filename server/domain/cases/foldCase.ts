import type { CaseEvent, CaseEventData } from '#contract/caseEvent';
import { Problem } from '#contract/problem';
import type { CaseState } from './caseState.ts';
import { eventFingerprint, hasFingerprint } from './eventFingerprint.ts';
import { compareKeys, eventKey } from './eventOrder.ts';
import { evolveCase, newRound } from './evolveCase.ts';

/** How many of the longest delays a case remembers. */
const delaysKept = 20;
const delayWorthKeeping = 3_600_000;

/** Folds a case's whole history, in any order of arrival: sorts, applies amendments and voidings, evolves. */
export function foldCase(events: readonly CaseEvent[], namespace: string): CaseState {
  const sorted = [...events].sort((a, b) => compareKeys(eventKey(a), eventKey(b)));
  const first = sorted[0];
  if (!first) throw new Problem('internal', 'a case has no events to fold');
  const { valid, amended } = corrected(sorted);
  let state = emptyCase(first, namespace);
  for (const event of sorted) bookkeep(state, event);
  for (const event of valid) {
    state = { ...state };
    name(state, event);
    state = evolveCase(state, event);
  }
  return amended.length > 0 ? { ...state, amended } : state;
}

/** True if the event may be applied to the state as it is: newer than all before it, and no amendment. */
export function canAppend(state: CaseState, event: CaseEvent): boolean {
  if (isCorrection(event)) return false;
  // a correction may wait for an event that has yet to arrive
  return state.corrected !== true && compareKeys(eventKey(event), state.last) > 0;
}

const isCorrection = ({ type }: CaseEvent): boolean =>
  type === 'case.amended' || type === 'case.voided_event';

/** Applies one event that `canAppend`; gives what `foldCase` of all events would give. */
export function appendToCase(state: CaseState, event: CaseEvent): CaseState {
  const next = { ...state };
  bookkeep(next, event);
  name(next, event);
  return evolveCase(next, event);
}

/** True if an event with this source and id may have been folded before (no false negatives). */
export function mayHaveSeen(state: CaseState, sourceId: number, eventId: string): boolean {
  return hasFingerprint(state.seen, eventFingerprint(sourceId, eventId));
}

function emptyCase(first: CaseEvent, namespace: string): CaseState {
  return {
    caseId: first.caseId,
    namespace,
    sourceId: first.sourceId,
    marks: [],
    firstEventAt: first.occurredAt,
    last: eventKey(first),
    seen: '',
    round: newRound(first.eventId),
    past: [],
    delayed: [],
    conflicts: [],
    amended: [],
    ratings: [],
  };
}

/** Notes in `next`, a copy of one's own, what is kept of every event, valid or not. */
function bookkeep(next: CaseState, event: CaseEvent): void {
  const { eventId, sourceId, type, occurredAt: at, receivedAt: arrivedAt } = event;
  next.last = eventKey(event);
  next.seen += eventFingerprint(sourceId, eventId);
  if (isCorrection(event)) next.corrected = true;
  if (arrivedAt === null || arrivedAt - at <= delayWorthKeeping) return;
  next.delayed = [...next.delayed, { eventId, type, at, arrivedAt, sourceId }]
    .sort((a, b) => b.arrivedAt - b.at - (a.arrivedAt - a.at) || (a.eventId < b.eventId ? -1 : 1))
    .slice(0, delaysKept);
}

/**
 * Notes in `next`, a copy of one's own, what the event names: region, department and item of a case come from the
 * earliest event that names them; others disagree.
 */
function name(next: CaseState, event: CaseEvent): void {
  const { item, region, department, channel } = event.data;
  if (department !== undefined) next.department ??= department;
  if (channel !== undefined) next.channel ??= channel;
  if (item !== undefined) nameOnce(next, event, 'item', item);
  if (region !== undefined) nameOnce(next, event, 'region', region);
}

function nameOnce(next: CaseState, event: CaseEvent, field: 'item' | 'region', value: string): void {
  const known = next[field];
  if (known === undefined) next[field] = value;
  else if (known !== value && !isTransfer(event))
    next.conflicts = [...next.conflicts, { field, value, eventId: event.eventId, at: event.occurredAt }];
}

const isTransfer = ({ type, data }: CaseEvent): boolean =>
  type === 'case.concluded' && data.outcome === 'transferred';

/** Voided events are left out, amended ones corrected; both reach only events of the same source. */
function corrected(sorted: readonly CaseEvent[]): { valid: CaseEvent[]; amended: CaseState['amended'] } {
  const corrections = sorted.filter(isCorrection);
  if (corrections.length === 0) return { valid: [...sorted], amended: [] };
  const byTarget = new Map<string, CaseEvent[]>();
  for (const correction of corrections) {
    const target = `${correction.sourceId}|${correction.data.eventId ?? ''}`;
    byTarget.set(target, [...(byTarget.get(target) ?? []), correction]);
  }
  const valid: CaseEvent[] = [];
  const amended: CaseState['amended'] = [];
  for (const event of sorted) {
    const changes = byTarget.get(`${event.sourceId}|${event.eventId}`) ?? [];
    let result: CaseEvent | undefined = event;
    for (const by of changes) {
      amended.push({ eventId: event.eventId, by: by.eventId, at: by.occurredAt, arrivedAt: by.receivedAt });
      result = by.type === 'case.voided_event' || !result ? undefined : amend(result, by.data);
    }
    if (result) valid.push(result);
  }
  return { valid: valid.sort((a, b) => compareKeys(eventKey(a), eventKey(b))), amended };
}

function amend(event: CaseEvent, { data, time }: CaseEventData): CaseEvent {
  return { ...event, occurredAt: time ?? event.occurredAt, data: { ...event.data, ...data } };
}
