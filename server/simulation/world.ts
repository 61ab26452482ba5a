import type { Instant } from '#contract/time';
import type { OfficeCalendar } from './officeCalendar.ts';

/** What every case of a run is written against. */
export interface World {
  seed: number;
  /** First instant of the history. */
  from: Instant;
  /** Its end: the instant for which the truth is told. Lives go on beyond it. */
  to: Instant;
  calendar: OfficeCalendar;
}
