import type { CalendarChange } from '#contract/calendarSchema';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { changedDays, ever } from '../domain/calendar/changedDays.ts';
import { dayNumber } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
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
  const was = before.calendar(code);
  const is = after.calendar(code);
  // places may have followed any calendar until now
  const moving = regions.length + departments.length > 0;
  const span = moving ? ever : was && is ? changedDays(was, is) : null;
  const { startOf } = timezone(is?.timezone ?? after.timezone);
  const changed = span
    ? { from: startOf(dayNumber(span.first)), to: startOf(dayNumber(span.last) + 1) }
    : nowhere;
  return { calendars: was ? [code] : [], regions, departments, changed, now };
}
