import type { DuePolicy } from '#contract/limit';
import type { Instant, LocalDay } from '#contract/time';
import { dayTable } from './dayTable.ts';
import { dayNumber, weekdayOf, type DayNumber } from './localDay.ts';
import { timezone, type Timezone } from './timezone.ts';

/** One recorded version of a working-day calendar: Monday to Friday, but for the days listed. */
export interface CalendarVersion {
  code: string;
  revision: number;
  timezone: string;
  duePolicy: DuePolicy;
  hours: readonly (readonly [from: string, to: string])[];
  days: readonly { day: LocalDay; off: boolean; name: string }[];
  /** Last day of the last published year; beyond it the calendar is provisional. */
  publishedThrough: LocalDay;
  /** The calendar whose later versions it follows, but for the days it has of its own. */
  basedOn?: string | null;
  /** ALWAYS: every day is a working day. */
  everyDay?: boolean;
}

/** A calendar ready to count with. Days are DayNumbers of its own time zone. */
export interface WorkCalendar {
  version: CalendarVersion;
  zone: Timezone;
  isWorkday(day: DayNumber): boolean;
  /** Working days before `day`, from a fixed origin: differences of it count working days. */
  workdaysBefore(day: DayNumber): number;
  /** The working day with exactly `index` working days before it. */
  workdayAt(index: number): DayNumber;
  /** First working day on or after `day`: where a last day that is a holiday moves (Civil Code 203). */
  onOrAfter(day: DayNumber): DayNumber;
  /** Close of business on `day`: the end of the last office hours. */
  closeOf(day: DayNumber): Instant;
  /** Office hours of one working day as [from, to] in ms since its 00:00. */
  hours: readonly (readonly [from: number, to: number])[];
  isProvisional(day: DayNumber): boolean;
  nameOf(day: DayNumber): string | undefined;
}

/** Builds a calendar; look-ups take microseconds for any year, listed or not. */
export function workCalendar(version: CalendarVersion): WorkCalendar {
  const zone = timezone(version.timezone);
  const listed = new Map(version.days.map((d) => [dayNumber(d.day), d]));
  const hours = version.hours.map(([from, to]) => [clockMs(from), clockMs(to)] as const);
  const close = hours.at(-1)?.[1] ?? clockMs('24:00');
  const publishedThrough = dayNumber(version.publishedThrough);

  const isWorkday = (day: DayNumber) => {
    if (version.everyDay) return true;
    const exception = listed.get(day);
    return exception ? !exception.off : weekdayOf(day) < 5;
  };
  const { days: shifts, sums } = shiftsOf(listed);
  const workdaysBefore = dayTable((day) =>
    version.everyDay ? day : weekdaysBefore(day) + (sums[lowerBound(shifts, day)] ?? 0),
  );
  const workdayAt = dayTable((index) => {
    let low = Math.floor(index) - 1;
    let high = low + 1;
    for (let step = 8; workdaysBefore(low) > index; step *= 2) low -= step;
    for (let step = 8; workdaysBefore(high + 1) <= index; step *= 2) high += step;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (workdaysBefore(middle + 1) > index) high = middle;
      else low = middle + 1;
    }
    return low;
  });

  return {
    version,
    zone,
    hours,
    isWorkday,
    workdaysBefore,
    workdayAt,
    onOrAfter: (day) => (isWorkday(day) ? day : workdayAt(workdaysBefore(day))),
    closeOf: (day) => zone.startOf(day) + close,
    isProvisional: (day) => !version.everyDay && day > publishedThrough,
    nameOf: (day) => listed.get(day)?.name || undefined,
  };
}

/** The `count`-th working day after `from` (the first day is not counted, Civil Code 201). */
export function addWorkdays(calendar: WorkCalendar, from: DayNumber, count: number): DayNumber {
  return count <= 0 ? from : calendar.workdayAt(calendar.workdaysBefore(from + 1) + count - 1);
}

/** Working days in (from, to]. */
export function workdaysBetween(calendar: WorkCalendar, from: DayNumber, to: DayNumber): number {
  return calendar.workdaysBefore(to + 1) - calendar.workdaysBefore(from + 1);
}

function clockMs(clock: string): number {
  return (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))) * 60_000;
}

function weekdaysBefore(day: DayNumber): number {
  const weeks = Math.floor((day + 3) / 7);
  return weeks * 5 + Math.min(day + 3 - weeks * 7, 5);
}

/** Listed days that change the count of working days, and the sum of the changes before each. */
function shiftsOf(listed: ReadonlyMap<DayNumber, { off: boolean }>): { days: number[]; sums: number[] } {
  const days: number[] = [];
  const sums = [0];
  for (const [day, { off }] of [...listed].sort(([a], [b]) => a - b)) {
    const weekend = weekdayOf(day) >= 5;
    if (off === weekend) continue;
    days.push(day);
    sums.push((sums.at(-1) ?? 0) + (off ? -1 : 1));
  }
  return { days, sums };
}

function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
