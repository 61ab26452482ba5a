import type { CalendarChange } from '#contract/calendarSchema';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { changedDays, ever, type DaySpan } from '../domain/calendar/changedDays.ts';
import { dayNumber } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import type { CalendarVersion } from '../domain/calendar/workCalendar.ts';
import type { CalendarCases } from './calendarStore.ts';

/** Before nothing and after everything: no case lives in it. */
const nowhere = { from: Date.UTC(2201, 0), to: Date.UTC(1900, 0) };

/** Which open cases the change of a calendar can concern: whose it is or becomes, in the days that differ. */
export function calendarReach(
  before: Catalogue,
  after: Catalogue,
  code: string,
  { regions, departments }: CalendarChange,
  now: Instant,
): CalendarCases {
  const changing = changedCalendars(before, after);
  // places may have followed any calendar until now
  const moving = regions.length + departments.length > 0;
  const span = moving ? ever : spanOf(changing);
  const { startOf } = timezone(after.calendar(code)?.timezone ?? after.timezone);
  const changed = span
    ? { from: startOf(dayNumber(span.first)), to: startOf(dayNumber(span.last) + 1) }
    : nowhere;
  return { calendars: changing.map(({ was }) => was.code), regions, departments, changed, now };
}

interface ChangingCalendar {
  was: CalendarVersion;
  is: CalendarVersion;
}

/** The calendar itself and those that follow it. */
function changedCalendars(before: Catalogue, after: Catalogue): ChangingCalendar[] {
  return after.calendars.flatMap((is) => {
    const was = before.calendar(is.code);
    return was && was.revision !== is.revision ? [{ was, is }] : [];
  });
}

function spanOf(changing: readonly ChangingCalendar[]): DaySpan | null {
  const spans = changing.flatMap(({ was, is }) => changedDays(was, is) ?? []);
  const first = spans.map((span) => span.first).sort()[0];
  const last = spans
    .map((span) => span.last)
    .sort()
    .at(-1);
  return first !== undefined && last !== undefined ? { first, last } : null;
}
