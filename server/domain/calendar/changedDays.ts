import type { LocalDay } from '#contract/time';
import { dayNumber, weekdayOf } from './localDay.ts';
import type { CalendarVersion } from './workCalendar.ts';

/** The first and last day of a span, both included. */
export interface DaySpan {
  first: LocalDay;
  last: LocalDay;
}

/** As long as calendars are kept. */
export const ever: DaySpan = { first: '1900-01-01', last: '2200-12-31' };

/**
 * Between which days two calendars count differently; null: nowhere. Another time zone, due policy or office hours
 * differ everywhere.
 */
export function changedDays(before: CalendarVersion, after: CalendarVersion): DaySpan | null {
  if (frameOf(before) !== frameOf(after)) return ever;
  const was = offDays(before);
  const is = offDays(after);
  const differing = [...new Set([...was.keys(), ...is.keys()])]
    .filter((day) => isOff(was, day) !== isOff(is, day))
    .sort();
  const [first] = differing;
  return first === undefined ? null : { first, last: differing.at(-1) ?? first };
}

const frameOf = ({ timezone, duePolicy, hours, everyDay = false }: CalendarVersion): string =>
  JSON.stringify([timezone, duePolicy, hours, everyDay]);

const offDays = ({ days }: CalendarVersion): Map<LocalDay, boolean> =>
  new Map(days.map(({ day, off }) => [day, off]));

const isOff = (listed: ReadonlyMap<LocalDay, boolean>, day: LocalDay): boolean =>
  listed.get(day) ?? weekdayOf(dayNumber(day)) >= 5;
