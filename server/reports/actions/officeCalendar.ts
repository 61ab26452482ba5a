import type { Instant } from '#contract/time';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { workdaysBetween, type WorkCalendar } from '../../domain/calendar/workCalendar.ts';

/** The office's own working days. */
export const officeCalendar = (catalogue: Catalogue): WorkCalendar =>
  catalogue.calendarOf({ sourceId: 0 }, catalogue.revision);

/** Working days of which something is left until then, today's with them; `until` is the end of a day. */
export function workdaysLeft(catalogue: Catalogue, now: Instant, until: Instant): number {
  if (until <= now) return 0;
  const calendar = officeCalendar(catalogue);
  const { dayOf } = calendar.zone;
  return workdaysBetween(calendar, dayOf(now) - 1, dayOf(until - 1));
}
