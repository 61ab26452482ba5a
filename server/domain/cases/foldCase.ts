import type { CaseEvent, CaseEventData } from '#contract/caseEvent';
import { Problem } from '#contract/problem';
import type { CaseState, Whole } from './caseState.ts';
import { eventFingerprint } from './eventFingerprint.ts';
import { compareEvents, eventKey, isAfter } from './eventOrder.ts';
import { evolveCase, newRound } from './evolveCase.ts';
import { joined, parted } from './kinship.ts';
import { ownCopy } from './ownCopy.ts';

/** How many of the longest delays a case remembers. */
const delaysKept = 20;
const delayWorthKeeping = 3_600_000;

/** Folds a case's whole history, in any order of arrival: sorts, applies amendments and voidings, evolves. */
export function foldCase(events: readonly CaseEvent[], namespace: string): CaseState {
  const sorted = [...events].sort(compareEvents);
  const first = sorted[0];
  if (!first) throw new Problem('internal', 'a case has no events to fold');
  const { valid, amended } = corrected(sorted);
  const state = emptyCase(first, namespace);
  bookkeep(state, sorted);
  for (const event of valid) {
    name(state, event);
    evolveCase(state, event);
  }
  if (amended.length > 0) state.amended = amended;
  if (valid.every(isCorrection)) state.corrected = 'wholly';
  return state;
}

/**
 * Applies events in order to a state, which stays as it is; gives what `foldCase` of all events would give. Parts that
 * no event concerns keep their identity.
 * @returns undefined when the case must be folded again: an event is not newer than all before it, or corrects one
 */
export function appendToCase(state: CaseState, events: readonly CaseEvent[]): CaseState | undefined {
  if (!canAppend(state, events)) return undefined;
  const next = state.kin ? parted(state) : ownCopy(state);
  bookkeep(next, events);
  for (const event of events) {
    name(next, event);
    evolveCase(next, event);
  }
  return joined(next, state.kin);
}

function canAppend(state: CaseState, events: readonly CaseEvent[]): boolean {
  // a correction may wait for an event that has yet to arrive
  if (state.corrected) return false;
  let before: CaseEvent | undefined;
  for (const event of events) {
    if (isCorrection(event)) return false;
    if (!(before ? compareEvents(before, event) < 0 : isAfter(event, state.last))) return false;
    before = event;
  }
  return true;
}

const isCorrection = ({ type }: CaseEvent): boolean =>
  type === 'case.amended' || type === 'case.voided_event';

/** True if an event with this source and id may have been folded before (no false negatives). */
export function mayHaveSeen(state: CaseState, sourceId: number, eventId: string): boolean {
  return state.seen.includes(eventFingerprint(sourceId, eventId));
}

function emptyCase(first: CaseEvent, namespace: string): CaseState {
  const state: Whole<CaseState> = {
    caseId: first.caseId,
    namespace,
    sourceId: first.sourceId,
    region: undefined,
    department: undefined,
    item: undefined,
    channel: undefined,
    parentCase: undefined,
    kin: undefined,
    marks: [],
    applicantRef: undefined,
    applicantIdValid: undefined,
    firstEventAt: first.occurredAt,
    last: eventKey(first),
    seen: [],
    round: newRound(first.eventId),
    past: [],
    delayed: [],
    conflicts: [],
    corrected: undefined,
    amended: [],
    ratings: [],
  };
  return state;
}

/** Notes in `next`, a copy of one's own, what is kept of all events in order, valid or not. */
function bookkeep(next: CaseState, events: readonly CaseEvent[]): void {
  next.seen = next.seen.concat(events.map(fingerprintOf));
  const last = events.at(-1);
  if (last) next.last = eventKey(last);
  for (const event of events) {
    if (isCorrection(event)) next.corrected = true;
    noteDelay(next, event);
  }
}

const fingerprintOf = ({ sourceId, eventId }: CaseEvent): number => eventFingerprint(sourceId, eventId);

function noteDelay(next: CaseState, event: CaseEvent): void {
  const { eventId, sourceId, type, occurredAt: at, receivedAt: arrivedAt } = event;
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

/** Events in their order, those that were voided left out, those that were amended as corrected. */
export const validEvents = (events: readonly CaseEvent[]): CaseEvent[] =>
  corrected([...events].sort(compareEvents)).valid;

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
  return { valid: valid.sort(compareEvents), amended };
}

function amend(event: CaseEvent, { data, time }: CaseEventData): CaseEvent {
  return { ...event, occurredAt: time ?? event.occurredAt, data: { ...event.data, ...data } };
}
