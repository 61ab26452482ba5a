import type { Instant } from '#contract/time';
import type { DemoItem } from '../city/demoItems.ts';
import type { OfficeCalendar } from '../officeCalendar.ts';
import { dayOf, endOf, minute } from '../time.ts';
import { answerBy, dayClock, startOfClock } from './clock.ts';
import type { Trail, TrailStep } from './readTrail.ts';
import type { ExpectedFinding } from './verdict.ts';

const redFrom = 5;

/** ACC-01: silence, or an answer after the fifth working day. */
export function acceptanceFindings(
  trail: Trail,
  item: DemoItem,
  calendar: OfficeCalendar,
  asOf: Instant,
): ExpectedFinding[] {
  const receipt = trail.receivedAt ?? trail.submittedAt;
  if (item.type !== '01' || receipt === undefined) return [];
  const deadline = answerBy(receipt, calendar);
  const answers = [trail.acceptedAt, trail.notAcceptedAt, trail.concluded?.at, trail.corrections[0]?.at];
  const answeredAt = Math.min(...answers.map((at) => at ?? Infinity));
  if (answeredAt <= deadline || asOf <= deadline) return [];
  return [
    {
      rule: 'ACC-01',
      severity: 'yellow',
      state: trail.concluded || trail.notAcceptedAt ? 'concluded' : 'open',
    },
  ];
}

/** TIM-01, TIM-02, TIM-03: where the case stands between its acceptance and its two due dates. */
export function limitFindings(
  trail: Trail,
  item: DemoItem,
  calendar: OfficeCalendar,
  asOf: Instant,
): ExpectedFinding[] {
  const start = startOfClock(trail, item, calendar, asOf);
  if (!start || trail.notAcceptedAt !== undefined || item.handling !== 'promised') return [];
  const end = trail.concluded?.at;
  const state = end === undefined ? 'open' : 'concluded';
  const stop = end ?? asOf;
  const { promisedLimit: promise, statutoryLimit: law } = item;
  if (promise?.unit === 'minute') {
    const used = stop - start.at;
    const isPastLaw = law?.unit === 'minute' && used > law.value * minute;
    if (used > promise.value * minute) {
      const broken: ExpectedFinding = { rule: 'TIM-02', severity: 'yellow', state };
      return isPastLaw ? [{ rule: 'TIM-03', severity: 'red', state }, broken] : [broken];
    }
    const isNear = end === undefined && used >= 0.9 * promise.value * minute;
    return isNear ? [{ rule: 'TIM-01', severity: 'notice', state }] : [];
  }
  if (promise?.unit !== 'workday' || law?.unit !== 'workday') return [];
  const findings: ExpectedFinding[] = [];
  const byPromise = dayClock(promise.value, start.at, trail, calendar, stop);
  const byLaw = dayClock(law.value, start.at, trail, calendar, stop);
  const daysOver = (dueAt: Instant) => calendar.workdaysBetween(dayOf(dueAt - 1), dayOf(stop));
  if (stop > byLaw.dueAt)
    findings.push({ rule: 'TIM-03', severity: start.isDeemed ? 'query' : 'red', state });
  if (stop > byPromise.dueAt) {
    const severity = start.isDeemed ? 'query' : daysOver(byPromise.dueAt) >= redFrom ? 'red' : 'yellow';
    findings.push({ rule: 'TIM-02', severity, state });
  } else if (end === undefined && !byPromise.standsStill) {
    const { days, usedDays } = byPromise;
    const soon = Math.max(days / 2, Math.min(days * 0.9, days - 1));
    if (usedDays >= soon) findings.push({ rule: 'TIM-01', severity: 'notice', state });
  }
  return findings;
}

/** TIM-04: a step over its own limit. Nothing is said of it once the whole case is late. */
export function stepLimitFindings(
  trail: Trail,
  item: DemoItem,
  calendar: OfficeCalendar,
  asOf: Instant,
): ExpectedFinding[] {
  const end = trail.concluded?.at;
  const isOver = (step: TrailStep): boolean => {
    const limit = item.route?.find((r) => r.step === step.step || r.aliases?.includes(step.step))?.limit;
    const dueAt =
      step.dueAt ??
      (limit && step.startedAt !== undefined
        ? endOf(calendar.workdayAfter(dayOf(step.startedAt), limit.value))
        : Infinity);
    return (step.endedAt ?? end ?? asOf) > dueAt;
  };
  return trail.steps.some(isOver)
    ? [{ rule: 'TIM-04', severity: 'notice', state: end === undefined ? 'open' : 'concluded' }]
    : [];
}
