import type { DuePolicy } from '#contract/limit';
import type { Instant } from '#contract/time';
import { dayLength, type DayNumber } from '../calendar/localDay.ts';
import type { WorkCalendar } from '../calendar/workCalendar.ts';

/**
 * A way of counting time: never falls, stands still where time does not count. Positions are milliseconds from
 * a fixed origin; only their differences mean anything.
 */
export interface Axis {
  at(instant: Instant): number;
  /** The earliest instant that reaches the position. */
  when(position: number): Instant;
  /** Position of the 00:00 that begins a day. */
  startOf(day: DayNumber): number;
}

/** Gives a way of counting by calendar, made once for each: a clock asks for two or three with every event. */
function ofCalendar(make: (calendar: WorkCalendar) => Axis): (calendar: WorkCalendar) => Axis {
  const made = new WeakMap<WorkCalendar, Axis>();
  return (calendar) => {
    let axis = made.get(calendar);
    if (!axis) made.set(calendar, (axis = make(calendar)));
    return axis;
  };
}

/** Legal time: every working day is 24 h, whatever the clocks do; other days are none (Civil Code 201–203). */
export function legalAxis(calendar: WorkCalendar, policy: DuePolicy): Axis {
  return policy === 'close_of_business' ? untilClose(calendar) : untilMidnight(calendar);
}

const untilClose = ofCalendar((calendar) => legal(calendar, (day) => calendar.closeOf(day)));
const untilMidnight = ofCalendar((calendar) => legal(calendar, (day) => calendar.zone.startOf(day + 1)));

function legal(calendar: WorkCalendar, endOf: (day: DayNumber) => Instant): Axis {
  return {
    startOf: (day) => calendar.workdaysBefore(day) * dayLength,
    at: (instant) => {
      const day = calendar.zone.dayOf(instant);
      const before = calendar.workdaysBefore(day) * dayLength;
      return calendar.isWorkday(day)
        ? before + share(instant, calendar.zone.startOf(day), endOf(day))
        : before;
    },
    when: (position) => {
      const index = Math.ceil(position / dayLength) - 1;
      const day = calendar.workdayAt(index);
      return instantIn(position - index * dayLength, calendar.zone.startOf(day), endOf(day));
    },
  };
}

/** Calendar days, holidays included; each is 24 h. */
export const calendarDayAxis = ofCalendar(({ zone }) => ({
  startOf: (day) => day * dayLength,
  at: (instant) => {
    const day = zone.dayOf(instant);
    return day * dayLength + share(instant, zone.startOf(day), zone.startOf(day + 1));
  },
  when: (position) => {
    const day = Math.ceil(position / dayLength) - 1;
    return instantIn(position - day * dayLength, zone.startOf(day), zone.startOf(day + 1));
  },
}));

/** Office hours of working days. */
export const officeAxis = ofCalendar((calendar) => {
  const perDay = officeDay(calendar);
  const worked = (sinceMidnight: number) =>
    calendar.hours.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(sinceMidnight, to) - from), 0);
  return {
    startOf: (day) => calendar.workdaysBefore(day) * perDay,
    at: (instant) => {
      const day = calendar.zone.dayOf(instant);
      const before = calendar.workdaysBefore(day) * perDay;
      return calendar.isWorkday(day) ? before + worked(instant - calendar.zone.startOf(day)) : before;
    },
    when: (position) => {
      const index = Math.ceil(position / perDay) - 1;
      let left = position - index * perDay;
      const start = calendar.zone.startOf(calendar.workdayAt(index));
      for (const [from, to] of calendar.hours) {
        if (left <= to - from) return start + from + left;
        left -= to - from;
      }
      return start + (calendar.hours.at(-1)?.[1] ?? dayLength);
    },
  };
});

/** Natural time. */
export const naturalAxis = ofCalendar((calendar) => ({
  startOf: (day) => calendar.zone.startOf(day),
  at: (instant) => instant,
  when: (position) => position,
}));

/** Office time in one working day, in ms. */
function officeDay(calendar: WorkCalendar): number {
  return calendar.hours.reduce((sum, [from, to]) => sum + to - from, 0) || dayLength;
}

function share(instant: Instant, start: Instant, end: Instant): number {
  return Math.min(1, (instant - start) / (end - start)) * dayLength;
}

function instantIn(position: number, start: Instant, end: Instant): Instant {
  return start + Math.round((position / dayLength) * (end - start));
}
