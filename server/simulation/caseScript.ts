import type { CaseEventType } from '#contract/caseEvent';
import type { RuleId } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { DemoItem } from './city/demoItems.ts';
import type { Office } from './city/offices.ts';

export type EventData = Record<string, unknown>;

/** Something that happened to a case: when, and when the department's system reported it. */
export interface ScriptedEvent {
  type: CaseEventType;
  at: Instant;
  arrives: Instant;
  data: EventData;
}

/** Why a planted case exists: to break a rule, or to come as near to it as one can without breaking it. */
export interface Scenario {
  rule: RuleId;
  kind: 'planted' | 'near';
  name: string;
}

/** The whole life of one case, the part after the end of the history included. */
export interface CaseScript {
  number: string;
  item: DemoItem;
  office: Office;
  events: ScriptedEvent[];
  scenario?: Scenario;
}

export function eventOf(script: CaseScript, type: CaseEventType): ScriptedEvent {
  const event = script.events.find((e) => e.type === type);
  if (!event) throw new Error(`case ${script.number} has no ${type}`);
  return event;
}

export function stepsOf(script: CaseScript): ScriptedEvent[] {
  return script.events.filter((e) => e.type === 'case.step_completed');
}

/** Moves an event together with its arrival. */
export function moveEvent(event: ScriptedEvent, at: Instant): void {
  event.arrives += at - event.at;
  event.at = at;
}

export function dropEvents(script: CaseScript, drop: (event: ScriptedEvent) => boolean): void {
  script.events = script.events.filter((event) => !drop(event));
}
