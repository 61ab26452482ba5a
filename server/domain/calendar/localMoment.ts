import type { Instant, InstantText, LocalDay } from '#contract/time';
import { dayNumber } from './localDay.ts';
import { timezone } from './timezone.ts';

/** A day stands for its first instant in the zone, anything longer for itself. */
export function startOfMoment(moment: LocalDay | InstantText, zone: string): Instant {
  return isDay(moment) ? timezone(zone).startOf(dayNumber(moment)) : Date.parse(moment);
}

/** A day stands for its end (the next day's first instant), anything longer for itself. */
export function endOfMoment(moment: LocalDay | InstantText, zone: string): Instant {
  return isDay(moment) ? timezone(zone).startOf(dayNumber(moment) + 1) : Date.parse(moment);
}

const isDay = (moment: string): boolean => moment.length === 10;
