import type { Instant } from '#contract/time';
import { addWorkdays, type WorkCalendar } from '../calendar/workCalendar.ts';

/** Working days that a bad rating may take to be called back and rectified (RULES §5). */
const rectifiedWithin = 15;

/** The end of the last of them, 24:00; the day of the rating is not counted. */
export function ratingDue(calendar: WorkCalendar, at: Instant): Instant {
  const { dayOf, startOf } = calendar.zone;
  return startOf(addWorkdays(calendar, dayOf(at), rectifiedWithin) + 1);
}

/** Ratings from before this instant were due at `from` at the latest. */
export function ratingsDueAfter(calendar: WorkCalendar, from: Instant): Instant {
  const { dayOf, startOf } = calendar.zone;
  return startOf(calendar.workdayAt(calendar.workdaysBefore(dayOf(from)) - rectifiedWithin - 1));
}
