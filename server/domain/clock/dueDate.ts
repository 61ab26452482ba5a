import type { DuePolicy, Limit } from '#contract/limit';
import type { Instant } from '#contract/time';
import { addMonths, dayLength, type DayNumber } from '../calendar/localDay.ts';
import { addWorkdays, type WorkCalendar } from '../calendar/workCalendar.ts';
import type { Round } from '../cases/caseState.ts';
import type { Reporter } from './allowance.ts';
import { calendarDayAxis, legalAxis, naturalAxis, officeAxis, type Axis } from './axis.ts';

/** Where a due date comes from, in the order of precedence (PRECISE, Clock). */
export type DueBasis = 'given' | 'event' | 'item' | 'law' | 'joint' | 'instant';

export type DueRule =
  | { basis: 'given'; due: Instant; since: Instant }
  | { basis: 'event' | 'item' | 'law' | 'joint' | 'instant'; limit: Limit };

export interface LimitInput {
  kind: 'promised' | 'statutory';
  rule: DueRule;
  acceptedAt: Instant;
  round: Round;
  calendar: WorkCalendar;
  policy: DuePolicy;
  reporter: Reporter;
  /** The most working days that its extension gives; 10 if left out. */
  extensionDays?: number;
}

/** How the limit's time is counted, and from where. */
export interface Counting {
  axis: Axis;
  /** Whole days count; else the clock runs from the instant of acceptance. */
  byDay: boolean;
  acceptedOn: DayNumber;
  start: Instant;
}

export function axisOf(unit: Limit['unit'], calendar: WorkCalendar, policy: DuePolicy): Axis {
  switch (unit) {
    case 'workday':
      return legalAxis(calendar, policy);
    case 'calendar_day':
    case 'month':
      return calendarDayAxis(calendar);
    case 'work_hour':
      return officeAxis(calendar);
    case 'minute':
      return naturalAxis(calendar);
  }
}

/** The due instant with so much credit (on the axis) and extension (working days). */
export function dueAfter(input: LimitInput, counting: Counting, credit: number, extension: number): Instant {
  const { rule, calendar, acceptedAt } = input;
  const { axis, byDay, acceptedOn } = counting;
  if (rule.basis === 'given') return givenDueAfter(rule.due, calendar, byDay, credit, extension);
  const { value, unit } = rule.limit;
  if (unit === 'work_hour' || unit === 'minute') {
    const length = value * (unit === 'work_hour' ? 3_600_000 : 60_000);
    const due = axis.when(axis.at(acceptedAt) + length + credit);
    return extension === 0 ? due : addLegal(calendar, due, extension * dayLength);
  }
  if (unit === 'workday') {
    const from = byDay ? axis.startOf(acceptedOn + 1) : axis.at(acceptedAt);
    return axis.when(from + (value + extension) * dayLength + credit);
  }
  const nominal = unit === 'month' ? addMonths(acceptedOn, value) : acceptedOn + Math.ceil(value);
  const day = calendar.onOrAfter(nominal + Math.ceil(credit / dayLength));
  return endOfDue(input, acceptedOn, addWorkdays(calendar, day, extension));
}

function givenDueAfter(
  due: Instant,
  calendar: WorkCalendar,
  byDay: boolean,
  credit: number,
  extension: number,
): Instant {
  const moved = credit + extension * dayLength;
  if (moved === 0) return due;
  if (!byDay) return addLegal(calendar, due, moved);
  const day = calendar.zone.dayOf(due);
  const to = addWorkdays(calendar, day, Math.round(moved / dayLength));
  return calendar.zone.startOf(to) + (due - calendar.zone.startOf(day));
}

function addLegal(calendar: WorkCalendar, due: Instant, by: number): Instant {
  const legal = legalAxis(calendar, 'end_of_day');
  return legal.when(legal.at(due) + by);
}

/** When a limit that ends on `day` ends. */
function endOfDue(
  { calendar, policy, acceptedAt }: LimitInput,
  acceptedOn: DayNumber,
  day: DayNumber,
): Instant {
  if (policy === 'same_clock_time')
    return calendar.zone.startOf(day) + (acceptedAt - calendar.zone.startOf(acceptedOn));
  return policy === 'close_of_business' ? calendar.closeOf(day) : calendar.zone.startOf(day + 1);
}
