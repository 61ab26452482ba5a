import type { DuePolicy, Limit } from '#contract/limit';
import type { Instant } from '#contract/time';
import { addMonths, dayLength, type DayNumber } from '../calendar/localDay.ts';
import { addWorkdays, type WorkCalendar } from '../calendar/workCalendar.ts';
import type { Round, Suspension } from '../cases/caseState.ts';
import {
  approvedEnd,
  extensionDays,
  isApproved,
  madeAt,
  movesOf,
  type Credit,
  type CreditReason,
  type Reporter,
} from './allowance.ts';
import { calendarDayAxis, legalAxis, naturalAxis, officeAxis, type Axis } from './axis.ts';

/** Where a due date comes from, in the order of precedence (PRECISE, Clock). */
export type DueBasis = 'given' | 'event' | 'item' | 'law' | 'joint' | 'instant';

export type DueRule =
  | { basis: 'given'; due: Instant; since: Instant }
  | { basis: 'event' | 'item' | 'law' | 'joint' | 'instant'; limit: Limit };

/** One legal clock of a case: a limit, what moved it, and when it runs out. */
export interface LimitClock {
  kind: 'promised' | 'statutory';
  basis: DueBasis;
  /** Absent for a due date that the source gave. */
  limit: Limit | undefined;
  policy: DuePolicy;
  start: Instant;
  /** Without credit and extension. */
  bareDue: Instant;
  due: Instant;
  /** The joint case whose due date it is, since the case's own would be later. */
  cutBy: string | undefined;
  /** The due date lies in a year that is not published yet. */
  provisional: boolean;
  credits: Credit[];
  /** Time allowed on the limit's own clock, in ms: used = allowed exactly at `due`. */
  allowed: number;
  axis: Axis;
  origin: number;
}

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
interface Counting {
  axis: Axis;
  /** Whole days count; else the clock runs from the instant of acceptance. */
  byDay: boolean;
  acceptedOn: DayNumber;
  start: Instant;
}

/** Computes a limit's due instant with all credits as they stood when each was made. */
export function limitClock(input: LimitInput): LimitClock {
  const { rule, calendar, policy } = input;
  const unit = rule.basis === 'given' ? 'workday' : rule.limit.unit;
  const byDay = policy !== 'same_clock_time' && unit !== 'work_hour' && unit !== 'minute';
  const axis = axisOf(unit, calendar, policy);
  const acceptedOn = calendar.zone.dayOf(input.acceptedAt);
  const start = byDay ? calendar.zone.startOf(acceptedOn + 1) : input.acceptedAt;
  const counting = { axis, byDay, acceptedOn, start };
  const bareDue = dueAfter(input, counting, 0, 0);
  const { credits, credit, extension } = allowances(input, counting);
  const due = credit === 0 && extension === 0 ? bareDue : dueAfter(input, counting, credit, extension);
  const origin = axis.at(start);
  return {
    kind: input.kind,
    basis: rule.basis,
    limit: rule.basis === 'given' ? undefined : rule.limit,
    policy,
    start,
    bareDue,
    due,
    cutBy: undefined,
    provisional: calendar.isProvisional(calendar.zone.dayOf(due - 1)),
    credits,
    allowed: axis.at(due) - origin - credit,
    axis,
    origin,
  };
}

/** The clock of a child of a joint case: its own limit, but never longer than the whole. */
export function cutClock(clock: LimitClock, joint: string, due: Instant, calendar: WorkCalendar): LimitClock {
  if (clock.due <= due) return clock;
  const provisional = calendar.isProvisional(calendar.zone.dayOf(due - 1));
  return { ...clock, due, cutBy: joint, provisional, allowed: usedAt(clock, due) };
}

/** Time used at `at` on the limit's own clock, in ms. The caller stops it at the conclusion. */
export function usedAt(clock: LimitClock, at: Instant): number {
  const position = clock.axis.at(Math.max(at, clock.start));
  let credit = 0;
  for (const { kind, from, to } of clock.credits) {
    if (kind === 'suspension' && from < position) credit += Math.min(to, position) - from;
  }
  return position - clock.origin - credit;
}

/** The earliest instant at which `used` has been used. */
export function whenUsed(clock: LimitClock, used: number): Instant {
  let position = clock.origin + used;
  for (const { kind, from, to } of clock.credits) {
    if (kind === 'suspension' && from < position) position += to - from;
  }
  return clock.axis.when(position);
}

function axisOf(unit: Limit['unit'], calendar: WorkCalendar, policy: DuePolicy): Axis {
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
function dueAfter(input: LimitInput, counting: Counting, credit: number, extension: number): Instant {
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

/** Goes through suspensions and extensions as they were made; each meets the due date as it then stood. */
function allowances(
  input: LimitInput,
  counting: Counting,
): { credits: Credit[]; credit: number; extension: number } {
  const { round, calendar, reporter, rule } = input;
  const { axis, byDay, start } = counting;
  const most = input.extensionDays ?? extensionDays.single;
  const credits: Credit[] = [];
  let credit = 0;
  let extension = 0;
  if (round.suspensions.length === 0 && round.extensions.length === 0) return { credits, credit, extension };
  const legal = legalAxis(calendar, 'end_of_day');
  const since = rule.basis === 'given' ? rule.since : -Infinity;
  const concludedAt = round.concluded?.at ?? Infinity;
  let covered = axis.at(start);

  for (const move of movesOf(round)) {
    const { it } = move;
    if (it.at < since) continue;
    const made = madeAt(it, reporter, calendar);
    const due = dueAfter(input, counting, credit, extension);
    if (move.kind === 'extension') {
      const second = credits.some((c) => c.kind === 'extension' && c.reason === 'credited');
      const reason =
        made > concludedAt
          ? 'made_after_the_end'
          : made > due
            ? 'made_after_expiry'
            : second
              ? 'second_extension'
              : 'credited';
      if (reason === 'credited') extension = Math.min(move.it.days, most);
      credits.push({ by: it, kind: 'extension', from: 0, to: 0, reason });
      continue;
    }
    const cut = approvedEnd(move.it, calendar, byDay, legal);
    const end = Math.min(move.it.resumedAt ?? Infinity, cut, concludedAt);
    const position = (at: Instant) => (byDay ? axis.startOf(calendar.zone.dayOf(at)) : axis.at(at));
    const from = Math.max(covered, position(it.at));
    const to = Number.isFinite(end) ? Math.max(from, position(end)) : from;
    const reason = refusal(move.it, made, due, concludedAt, reporter) ?? creditReason(move.it, from, to, cut);
    const counts = reason === 'credited' || reason === 'cut_to_approved_days';
    credits.push({ by: it, kind: 'suspension', from, to: counts ? to : from, reason });
    if (counts) {
      credit += to - from;
      covered = to;
    }
  }
  return { credits, credit, extension };
}

/** Why a suspension gives no credit at all; undefined if it may. */
function refusal(
  it: Suspension,
  made: Instant,
  due: Instant,
  concludedAt: Instant,
  { settings }: Reporter,
): CreditReason | undefined {
  if (made > concludedAt) return 'made_after_the_end';
  if (made > due) return 'made_after_expiry';
  if (it.at >= due) return 'began_after_expiry';
  return isApproved(it, settings) ? undefined : 'not_approved';
}

function creditReason(it: Suspension, from: number, to: number, cut: Instant): CreditReason {
  if (to === from) return 'overlaps';
  return cut < (it.resumedAt ?? Infinity) ? 'cut_to_approved_days' : 'credited';
}
