import type { CaseEvent, CaseEventType } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import { caseFacts } from '../domain/cases/caseFacts.ts';
import type { CaseState } from '../domain/cases/caseState.ts';
import { checkAfter } from '../domain/cases/checkAfter.ts';
import { compareKeys, eventKey } from '../domain/cases/eventOrder.ts';
import { appendToCase, canAppend } from '../domain/cases/foldCase.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import type { StoredCase } from './caseStore.ts';

/** New events of one case in the order in which they happened. */
export function inCaseOrder<E extends CaseEvent>(events: E[]): E[] {
  return isInOrder(events) ? events : [...events].sort((a, b) => compareKeys(eventKey(a), eventKey(b)));
}

function isInOrder(events: readonly CaseEvent[]): boolean {
  for (let i = 1; i < events.length; i += 1) {
    const [earlier, later] = [events[i - 1], events[i]];
    if (earlier && later && earlier.occurredAt >= later.occurredAt) return false;
  }
  return true;
}

/** The state after the events, one applied after the other; undefined when the case must be folded from all of its events. */
export function appendAll(state: CaseState, events: readonly CaseEvent[]): CaseState | undefined {
  let next = state;
  for (const event of events) {
    if (!canAppend(next, event)) return undefined;
    next = appendToCase(next, event);
  }
  return next;
}

/** Events that move no clock and no figure of a case that is named already. */
const quiet: ReadonlySet<CaseEventType> = new Set([
  'case.step_started',
  'case.step_completed',
  'case.fee_charged',
  'case.certificate_issued',
  'case.delivered',
  'case.rated',
  'case.rating_called_back',
  'case.rating_rectified',
  'case.complained',
]);

/**
 * The row of a case whose new `events` (inCaseOrder) lead to `state`.
 * @param appended the state before was gone on with, nothing was folded again
 */
export function projectCase(
  before: StoredCase | undefined,
  state: CaseState,
  events: readonly CaseEvent[],
  appended: boolean,
  knowledge: Knowledge,
  now: Instant,
): StoredCase {
  const standing = before?.nextCheckAt ?? null;
  const check = checkAfter(standing, events, now);
  return {
    version: (before?.version ?? 0) + 1,
    state,
    facts:
      before && appended && isQuiet(before.state, state, events)
        ? { ...before.facts, lastEventAt: state.last[0] }
        : caseFacts(state, knowledge),
    alert: before?.alert ?? 0,
    queries: before?.queries ?? 0,
    nextCheckAt: standing === null ? check : Math.min(standing, check),
  };
}

/** Most events are steps: computing the clocks again for them would cost more than all the rest. */
function isQuiet(before: CaseState, after: CaseState, events: readonly CaseEvent[]): boolean {
  return (
    before.item === after.item &&
    before.department === after.department &&
    before.region === after.region &&
    before.channel === after.channel &&
    events.every((event) => quiet.has(event.type))
  );
}
