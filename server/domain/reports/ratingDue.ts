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

/** A day's ratings, [since, until), and by when they were to be rectified. */
export interface RatingTerm {
  since: Instant;
  until: Instant;
  due: Instant;
}

/** The days whose ratings were due after `from`, at `to` at the latest. */
export function ratingTerms(
  calendar: WorkCalendar,
  { from, to }: { from: Instant; to: Instant },
): RatingTerm[] {
  const { dayOf, startOf } = calendar.zone;
  const terms: RatingTerm[] = [];
  for (let day = dayOf(ratingsDueAfter(calendar, from)); startOf(day) < to; day += 1) {
    const due = ratingDue(calendar, startOf(day));
    if (due > from && due <= to) terms.push({ since: startOf(day), until: startOf(day + 1), due });
  }
  return terms;
}
