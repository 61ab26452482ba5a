import type { DuePolicy } from '#contract/limit';
import type { LocalDay } from '#contract/time';

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
  /** ALWAYS: every day is a working day. */
  everyDay?: boolean;
}

export interface WorkCalendar {
  version: CalendarVersion;
}
