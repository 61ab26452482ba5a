import type { CaseEvent, CaseEventType } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import { caseFacts, factsOf } from '../domain/cases/caseFacts.ts';
import type { CaseState } from '../domain/cases/caseState.ts';
import { checkAfter, endsLimitedStep } from '../domain/cases/checkAfter.ts';
import { compareEvents } from '../domain/cases/eventOrder.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import type { StoredCase } from './caseStore.ts';

/** New events of one case in the order in which they happened. */
export function inCaseOrder<E extends CaseEvent>(events: E[]): E[] {
  return isInOrder(events) ? events : [...events].sort(compareEvents);
}

function isInOrder(events: readonly CaseEvent[]): boolean {
  let last = -Infinity;
  for (const { occurredAt } of events) {
    if (occurredAt <= last) return false;
    last = occurredAt;
  }
  return true;
}

/** Events that move no clock of a case that is named already. */
const quiet: ReadonlySet<CaseEventType> = new Set([
  'case.pre_reviewed',
  'case.step_started',
  'case.step_completed',
  'case.fee_charged',
  'case.decided',
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
  const { item } = state;
  const revision = before?.facts.itemRevision ?? null;
  const route = item === undefined || revision === null ? [] : knowledge.itemRevision(item, revision)?.route;
  const awaited = (before?.queries ?? 0) > 0 || endsLimitedStep(state.round, events, route);
  const check = checkAfter(standing, events, now, awaited);
  return {
    version: (before?.version ?? 0) + 1,
    state,
    facts:
      before && appended && isQuiet(before.state, state, events)
        ? factsOf(state, knowledge, before.facts)
        : caseFacts(state, knowledge),
    alert: before?.alert ?? 0,
    queries: before?.queries ?? 0,
    kin: before?.kin ?? null,
    nextCheckAt: standing === null ? check : Math.min(standing, check),
  };
}

const isQuietEvent = ({ type }: CaseEvent): boolean => quiet.has(type);

/** Most events are steps: computing the clocks again for them would cost more than all the rest. */
function isQuiet(before: CaseState, after: CaseState, events: readonly CaseEvent[]): boolean {
  return (
    before.item === after.item &&
    before.department === after.department &&
    before.region === after.region &&
    events.every(isQuietEvent)
  );
}
