import type { CaseEventType } from '#contract/caseEvent';
import type { RouteStep } from '#contract/item';
import type { Instant } from '#contract/time';
import type { Round } from './caseState.ts';

/** Events after which no rule can find anything new before the check that stands anyway. */
const quiet: ReadonlySet<CaseEventType> = new Set([
  'case.step_completed',
  'case.certificate_issued',
  'case.delivered',
  'case.rated',
  'case.rating_called_back',
  'case.rating_rectified',
  'case.complained',
]);
const promptArrival = 3_600_000;

/**
 * When the flag job must look at a case again after events were added: at once, unless all were quiet, came in
 * order and without delay, and a check stands already.
 * @param arrivedAt when they arrived here
 * @param awaited quiet events count too: they end a step that has a limit, or the case has a query, and anything that
 * happens may be the answer to its silence (TIM-05)
 */
export function checkAfter(
  standing: Instant | null,
  events: readonly { type: CaseEventType; occurredAt: Instant }[],
  arrivedAt: Instant,
  awaited: boolean,
): Instant {
  if (standing === null || awaited) return arrivedAt;
  for (const { type, occurredAt } of events)
    if (!quiet.has(type) || arrivedAt - occurredAt > promptArrival) return arrivedAt;
  return standing;
}

/** One of the events tells the end of a step that nobody told the beginning of: no check stands for its limit (TIM-04). */
export function endsLimitedStep(
  { steps }: Round,
  events: readonly { type: CaseEventType; eventId: string }[],
  route: readonly RouteStep[] | undefined,
): boolean {
  for (const { type, eventId } of events) {
    if (type !== 'case.step_completed') continue;
    const step = steps.find((s) => s.eventId === eventId);
    if (step && (step.dueAt !== undefined || route?.some(({ limit }) => limit) === true)) return true;
  }
  return false;
}
