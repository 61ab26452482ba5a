import type { Instant, LocalDay } from '#contract/time';
import type { WallState, Yesterday } from '#contract/wall';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { dayText } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import { volumeByHour, volumeUntil } from './wallFigures.ts';
import type { WallScope } from './wallScope.ts';

/** The local day of `now` in the office zone `zone`, with its first instant and the next day's. */
export function wallDay(now: Instant, zone: string): { day: LocalDay; from: Instant; to: Instant } {
  const { dayOf, startOf } = timezone(zone);
  const day = dayOf(now);
  return { day: dayText(day), from: startOf(day), to: startOf(day + 1) };
}

/** The earlier days that a room's day is compared with; null where the records begin later. */
export type Comparisons = Pick<WallState, 'lastWeek' | 'yesterday'>;

/** Volume of the same weekday one week before and of the day before, each up to the same local minute. */
export async function comparisons(
  db: Queryable,
  catalogue: Catalogue,
  scope: WallScope,
  now: Instant,
): Promise<Comparisons> {
  const { dayOf, startOf } = timezone(catalogue.timezone);
  const today = dayOf(now);
  const regions = scope.regions && [...scope.regions];
  const until = (day: number) => ({ from: startOf(day), to: startOf(day) + (now - startOf(today)) });
  const lastWeek = await volumeUntil(db, until(today - 7), regions);
  const volume = await volumeUntil(db, until(today - 1), regions);
  if (!volume) return { lastWeek, yesterday: null };
  const span = { from: startOf(today - 1), to: startOf(today), timezone: catalogue.timezone };
  const calendar = catalogue.calendarOf({ region: scope.root, sourceId: 0 }, catalogue.revision);
  const alike = calendar.isWorkday(today) === calendar.isWorkday(today - 1);
  const hours = sumHours(await volumeByHour(db, span, regions));
  return { lastWeek, yesterday: { ...volume, hours, alike } };
}

function sumHours(rows: Awaited<ReturnType<typeof volumeByHour>>): Yesterday['hours'] {
  const sums = new Map<number, Yesterday['hours'][number]>();
  for (const { hour, submitted, concluded } of rows) {
    const sum = sums.get(hour) ?? [hour, 0, 0];
    sums.set(hour, [hour, sum[1] + submitted, sum[2] + concluded]);
  }
  return [...sums.values()].sort((a, b) => a[0] - b[0]);
}
