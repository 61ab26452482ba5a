import type { Hours, TimeOfDay } from '#contract/screen';

/** Whether a local time of day lies in the hours; in all where there are none, and where they end as they begin. */
export function withinHours(hours: Hours | null, minute: TimeOfDay): boolean {
  if (hours === null || hours.from === hours.to) return true;
  // 'HH:MM' sorts as text
  const isAfter = minute >= hours.from;
  const isBefore = minute < hours.to;
  return hours.from < hours.to ? isAfter && isBefore : isAfter || isBefore;
}
