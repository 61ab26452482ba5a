import type { DuePolicy, Limit } from '#contract/limit';
import type { Instant } from '#contract/time';
import type { WorkCalendar } from '../calendar/workCalendar.ts';
import type { Credit } from './allowance.ts';
import type { Axis } from './axis.ts';
import { axisOf, dueAfter, type DueBasis, type LimitInput } from './dueDate.ts';
import { allowances } from './limitCredits.ts';

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

/** It runs from the instant of acceptance and ends at one: days alone do not tell whether it was kept. */
export function runsByTheClock({ basis, limit, policy }: LimitClock): boolean {
  if (basis === 'given' || basis === 'instant') return false;
  return policy === 'same_clock_time' || limit?.unit === 'work_hour' || limit?.unit === 'minute';
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
