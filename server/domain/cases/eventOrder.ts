import { caseEventTypes, type CaseEvent, type CaseEventType } from '#contract/caseEvent';
import type { EventKey } from './caseState.ts';

const order = new Map<CaseEventType, number>(caseEventTypes.map((type, index) => [type, index]));
const orderOf = ({ type }: CaseEvent): number => order.get(type) ?? 0;

/** Where an event stands in its case: time, then lifecycle order, source and id break ties. */
export function eventKey(event: CaseEvent): EventKey {
  return [event.occurredAt, orderOf(event), event.sourceId, event.eventId];
}

/** Below 0 if `a` stands before `b`. Nearly always their times tell, which costs no keys. */
export function compareEvents(a: CaseEvent, b: CaseEvent): number {
  return a.occurredAt - b.occurredAt || compareKeys(eventKey(a), eventKey(b));
}

export function isAfter(event: CaseEvent, key: EventKey): boolean {
  return event.occurredAt === key[0] ? compareKeys(eventKey(event), key) > 0 : event.occurredAt > key[0];
}

function compareKeys(a: EventKey, b: EventKey): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || (a[3] < b[3] ? -1 : a[3] > b[3] ? 1 : 0);
}
