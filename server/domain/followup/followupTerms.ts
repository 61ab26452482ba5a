import type { Instant, LocalDay } from '#contract/time';
import { dayNumber } from '../calendar/localDay.ts';
import { addWorkdays, type WorkCalendar } from '../calendar/workCalendar.ts';

export const limitNames = ['send', 'reply', 'verdict', 'rectify', 'review', 'appeal'] as const;
export type LimitName = (typeof limitNames)[number];

export const toldBy = ['owner', 'department', 'supervisors'] as const;
export interface Rung {
  /** Working days after the limit's end. */
  after: number;
  tell: readonly (typeof toldBy)[number][];
}

/** How long each step may take, and who is told when it takes longer: local policy. */
export interface FollowupTerms {
  /** In working days. */
  limits: Readonly<Record<LimitName, number>>;
  /** Seconds a send can be undone. */
  holdSeconds: number;
  ladder: readonly Rung[];
}

/** What holds until an office sets something else. */
export const defaultFollowupTerms: FollowupTerms = {
  limits: { send: 1, reply: 3, verdict: 2, rectify: 10, review: 3, appeal: 5 },
  holdSeconds: 10,
  ladder: [
    { after: 0, tell: ['owner', 'department'] },
    { after: 1, tell: ['owner', 'department'] },
    { after: 3, tell: ['owner', 'department', 'supervisors'] },
  ],
};

/** 24:00 of the `count`-th working day after the day of `from` (Civil Code 201: the first day is not counted). */
export function endOfWorkdays(calendar: WorkCalendar, from: Instant, count: number): Instant {
  return calendar.zone.startOf(addWorkdays(calendar, calendar.zone.dayOf(from), count) + 1);
}

/** 24:00 of a day. */
export function endOfDay(calendar: WorkCalendar, day: LocalDay): Instant {
  return calendar.zone.startOf(dayNumber(day) + 1);
}

/** When a rung is climbed: at the limit's end, or 24:00 so many working days later. */
export function rungAt(calendar: WorkCalendar, dueAt: Instant, rung: Rung): Instant {
  return rung.after === 0 ? dueAt : endOfWorkdays(calendar, dueAt - 1, rung.after);
}

/** Whatever began before this instant has had its whole `count` working days by `at`: endOfWorkdays(begin, count) ≤ at. */
export function runOutBefore(calendar: WorkCalendar, at: Instant, count: number): Instant {
  const { zone, workdayAt, workdaysBefore } = calendar;
  return zone.startOf(workdayAt(workdaysBefore(zone.dayOf(at)) - count));
}
