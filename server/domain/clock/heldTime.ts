import type { Instant } from '#contract/time';
import type { WorkCalendar } from '../calendar/workCalendar.ts';
import type { CaseState } from '../cases/caseState.ts';
import type { Knowledge } from '../knowledge.ts';
import { legalAxis } from './axis.ts';
import { caseClock } from './caseClock.ts';

export interface Span {
  from: Instant;
  to: Instant;
}

/** When the clocks of a case stood still by suspensions that count, in all its rounds. */
export function suspendedSpans(state: CaseState, knowledge: Knowledge, asOf: Instant): Span[] {
  return [...state.past, state.round].flatMap((round) => {
    const { promised, statutory } = caseClock(state, round, knowledge, asOf);
    const limit = promised ?? statutory;
    if (!limit) return [];
    return limit.credits
      .filter(({ kind, from, to }) => kind === 'suspension' && from < to)
      .map(({ from, to }) => ({ from: limit.axis.when(from), to: limit.axis.when(to) }));
  });
}

/** Tells of a time how much of it is legal time, and how much of that was suspended; in ms, a working day is 24 h. */
export function heldTime(
  calendar: WorkCalendar,
  suspended: readonly Span[],
): (from: Instant, to: Instant) => { worked: number; suspended: number } {
  const axis = legalAxis(calendar, 'end_of_day');
  const legal = (from: Instant, to: Instant): number => (to <= from ? 0 : axis.at(to) - axis.at(from));
  return (from, to) => ({
    worked: legal(from, to),
    suspended: suspended.reduce(
      (sum, span) => sum + legal(Math.max(from, span.from), Math.min(to, span.to)),
      0,
    ),
  });
}
