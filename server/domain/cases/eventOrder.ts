import { caseEventTypes, type CaseEvent, type CaseEventType } from '#contract/caseEvent';
import type { EventKey } from './caseState.ts';

const order = new Map<CaseEventType, number>(caseEventTypes.map((type, index) => [type, index]));

/** Where an event stands in its case: time, then lifecycle order, source and id break ties. */
export function eventKey(event: CaseEvent): EventKey {
  return [event.occurredAt, order.get(event.type) ?? 0, event.sourceId, event.eventId];
}

export function compareKeys(a: EventKey, b: EventKey): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || (a[3] < b[3] ? -1 : a[3] > b[3] ? 1 : 0);
}
