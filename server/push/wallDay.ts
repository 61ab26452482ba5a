import type { Instant, LocalDay } from '#contract/time';
import type { WallState } from '#contract/wall';
import type { Queryable } from '../db/queryable.ts';
import { dayText } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import { volumeUntil } from './wallFigures.ts';

/** The local day of `now` in the office zone `zone`, with its first instant and the next day's. */
export function wallDay(now: Instant, zone: string): { day: LocalDay; from: Instant; to: Instant } {
  const { dayOf, startOf } = timezone(zone);
  const day = dayOf(now);
  return { day: dayText(day), from: startOf(day), to: startOf(day + 1) };
}

/** Volume of the same weekday one week before, up to the same local minute. */
export function lastWeekOf(
  db: Queryable,
  now: Instant,
  zone: string,
  regions: readonly string[] | null,
): Promise<WallState['lastWeek']> {
  const { dayOf, startOf } = timezone(zone);
  const day = dayOf(now);
  const from = startOf(day - 7);
  return volumeUntil(db, { from, to: from + (now - startOf(day)) }, regions);
}
