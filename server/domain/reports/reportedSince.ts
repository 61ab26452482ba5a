import type { ReportPeriod } from '#contract/reports/snapshot';
import type { LocalDay } from '#contract/time';
import { dayNumber } from '../calendar/localDay.ts';
import type { WorkCalendar } from '../calendar/workCalendar.ts';

/** What was submitted on a day of a period; days on which nothing was may be missing. */
export interface DayVolume {
  day: LocalDay;
  submitted: number;
}

/** With fewer submissions a day without any is chance, and they are compared by their difference alone. */
const least = 30;
/** Of the usual day: single cases of long ago, reported later, are not yet a beginning. */
const beginning = 0.1;
/** Of a period's working days: so few missing ones move no comparison much. */
const mostMissing = 0.1;

/**
 * The day since which a period was reported, where reports began only after more than a tenth of its working days: such
 * a period is no measure of the next. null: it was reported from its beginning, or too little to tell.
 */
export function reportedSince(
  { from, to }: Pick<ReportPeriod, 'from' | 'to'>,
  volumes: readonly DayVolume[],
  { isWorkday, workdaysBefore }: Pick<WorkCalendar, 'isWorkday' | 'workdaysBefore'>,
): LocalDay | null {
  const known = volumes.filter(({ submitted }) => submitted > 0);
  if (sumOf(known) < least) return null;
  const working = known.filter(({ day }) => isWorkday(dayNumber(day)));
  const usual = sumOf(working) / Math.max(1, working.length);
  const first = known
    .filter(({ submitted }) => submitted >= beginning * usual)
    .reduce((earliest, { day }) => (day < earliest ? day : earliest), to);
  const before = workdaysBefore(dayNumber(first)) - workdaysBefore(dayNumber(from));
  const all = workdaysBefore(dayNumber(to) + 1) - workdaysBefore(dayNumber(from));
  return before > mostMissing * all ? first : null;
}

const sumOf = (volumes: readonly DayVolume[]): number =>
  volumes.reduce((sum, { submitted }) => sum + submitted, 0);
