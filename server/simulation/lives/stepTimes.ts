import type { Instant } from '#contract/time';
import type { OfficeCalendar } from '../officeCalendar.ts';
import type { Random } from '../random.ts';
import { dayOf, hour, minute, second, startOf } from '../time.ts';

export interface StepTime {
  step: string;
  startedAt: Instant;
  endedAt: Instant;
}

const toSecond = (at: Instant): Instant => Math.floor(at / second) * second;

/** A moment of office hours near `at`, not after `latest`. */
function nearOfficeTime(at: Instant, latest: Instant, calendar: OfficeCalendar, random: Random): Instant {
  if (calendar.isOpen(at)) return at;
  const opens = calendar.officeTimeAfter(at, 0);
  return opens < latest ? Math.min(latest, opens + random.int(1, 45) * minute) : at;
}

/** Spreads steps over a span, in order, no two at the same second, each within its own limit. */
export function stepTimes(
  steps: readonly { step: string; limit?: unknown }[],
  from: Instant,
  to: Instant,
  calendar: OfficeCalendar,
  random: Random,
): StepTime[] {
  const times: StepTime[] = [];
  let last = from;
  for (const [n, { step, limit }] of steps.entries()) {
    const latest = to - (steps.length - n) * second;
    const share = (n + random.between(0.4, 1)) / steps.length;
    const wished = nearOfficeTime(toSecond(from + (to - from) * share), latest, calendar, random);
    const endedAt = Math.max(last + second, Math.min(wished, latest));
    const soonest = Math.min(endedAt, last + second * random.int(1, 60));
    const inLimit =
      startOf(calendar.workdayAfter(dayOf(endedAt), -1)) + 9 * hour + random.int(0, 60) * minute;
    const startedAt = limit && inLimit < endedAt ? Math.max(soonest, inLimit) : soonest;
    times.push({
      step,
      startedAt: Math.min(startedAt, endedAt - (endedAt > last + second ? second : 0)),
      endedAt,
    });
    last = endedAt;
  }
  return times;
}
