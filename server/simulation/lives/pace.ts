import type { Limit } from '#contract/limit';
import type { Instant } from '#contract/time';
import type { OfficeCalendar } from '../officeCalendar.ts';
import type { Random } from '../random.ts';
import { dayOf, hour, second, startOf } from '../time.ts';

const clockTimes: [from: number, to: number][] = [
  [9 * 60 + 5, 11 * 60 + 55],
  [14 * 60 + 5, 17 * 60 + 50],
];

/** A random moment of office hours on the day, whole seconds. */
export function officeMoment(on: number, random: Random): Instant {
  const [from, to] = random.chance(0.45) ? (clockTimes[0] ?? [540, 720]) : (clockTimes[1] ?? [840, 1080]);
  return startOf(on) + random.int(from * 60, to * 60) * second;
}

/** Share of its limit that an ordinary case takes: rarely a tenth, mostly two fifths, never all. */
function share(random: Random): number {
  return 0.12 + 0.68 * ((random.next() + random.next()) / 2) ** 1.2;
}

/** When an ordinary case, accepted at `acceptedAt`, is concluded: well inside its promise, and at no inhuman speed. */
export function ordinaryEnd(
  promise: Limit,
  acceptedAt: Instant,
  calendar: OfficeCalendar,
  random: Random,
): Instant {
  const acceptedOn = dayOf(acceptedAt);
  switch (promise.unit) {
    case 'workday': {
      if (promise.value <= 1 && random.chance(0.15)) {
        const sameDay = calendar.officeTimeAfter(acceptedAt, random.between(95, 240));
        if (dayOf(sameDay) === acceptedOn) return sameDay;
      }
      const days = Math.max(1, Math.min(promise.value, Math.ceil(share(random) * promise.value)));
      return officeMoment(calendar.workdayAfter(acceptedOn, days), random);
    }
    case 'calendar_day':
    case 'month': {
      const natural = (promise.unit === 'month' ? 30 : 1) * promise.value * random.between(0.12, 0.36);
      return officeMoment(calendar.workdayAfter(acceptedOn + Math.floor(natural), 1), random);
    }
    case 'work_hour':
      return calendar.officeTimeAfter(acceptedAt, promise.value * 60 * random.between(0.2, 0.42));
    case 'minute':
      return acceptedAt + Math.round(promise.value * random.between(0.25, 0.42) * 60) * second;
  }
}

/** Submissions over a day: shares of the hours 0–23. */
const hallHours = [0, 0, 0, 0, 0, 0, 0, 0, 1, 9, 12, 8, 1, 1, 8, 10, 9, 5, 0, 0, 0, 0, 0, 0];
const onlineHours = [2, 1, 1, 0.5, 0.5, 1, 1.5, 3, 6, 9, 10, 8, 5, 5, 8, 9, 8, 6, 4, 4, 5, 5, 4, 3];

export function submissionMoment(on: number, channel: string, random: Random): Instant {
  const shares = channel === 'window' ? hallHours : onlineHours;
  let target = random.next() * shares.reduce((sum, n) => sum + n, 0);
  let at = 0;
  while (at < 23 && target >= (shares[at] ?? 0)) {
    target -= shares[at] ?? 0;
    at += 1;
  }
  const into = Math.floor(random.next() * 3600);
  return startOf(on) + at * hour + into * second;
}
