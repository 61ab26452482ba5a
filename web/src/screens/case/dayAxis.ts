import type { Instant, LocalDay } from '#contract/time';
import { localClock } from '#contract/wording/localClock';

const aDay = 86_400_000;
/** Longer lives are cut at their beginning: what counts is near the end. */
const mostDays = 200;

export interface DayAxis {
  days: readonly LocalDay[];
  /** Where an instant lies, 0 at the first day's 00:00, 1 at the last day's 24:00; days left out take no room. */
  place(at: Instant): number;
}

/**
 * The local days from one instant to another.
 * @param leftOut days that take no room: those off, on an axis of working time
 */
export function dayAxis(
  from: Instant,
  to: Instant,
  timezone: string,
  leftOut: ReadonlySet<LocalDay> = new Set(),
): DayAxis {
  const first = Math.max(from, to - (mostDays - 1) * aDay);
  const every = daysBetween(localDay(first, timezone), localDay(to, timezone));
  const days = every.filter((day) => !leftOut.has(day));
  const indexes = new Map(days.map((day, index) => [day, index]));
  return {
    days,
    place(at) {
      const local = localClock(at, timezone, 'en');
      const index = indexes.get(local.day);
      if (index !== undefined) return (index + shareOfDay(local.minute)) / days.length;
      const later = days.findIndex((day) => day > local.day);
      return later < 0 ? 1 : later / days.length;
    },
  };
}

function localDay(at: Instant, timezone: string): LocalDay {
  return localClock(at, timezone, 'en').day;
}

function daysBetween(first: LocalDay, last: LocalDay): LocalDay[] {
  const days: LocalDay[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += aDay)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

function shareOfDay(minute: string): number {
  const [hours = 0, minutes = 0] = minute.split(':').map(Number);
  return (hours * 60 + minutes) / 1440;
}
