import type { CaseEventType } from '#contract/caseEvent';
import type { Instant } from '#contract/time';

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
 */
export function checkAfter(
  standing: Instant | null,
  events: readonly { type: CaseEventType; occurredAt: Instant }[],
  arrivedAt: Instant,
): Instant {
  if (standing === null) return arrivedAt;
  for (const { type, occurredAt } of events)
    if (!quiet.has(type) || arrivedAt - occurredAt > promptArrival) return arrivedAt;
  return standing;
}
