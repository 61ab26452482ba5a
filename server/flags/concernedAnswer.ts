import type { CalendarCaseAnswer } from '#contract/calendarSchema';
import type { Instant } from '#contract/time';
import { instantTextOrNull } from '../http/instantText.ts';
import type { ConcernedCase } from './calendarCaseStore.ts';

/** A case that a run concerns, as it is answered. */
export function concernedAnswer({
  promisedFrom,
  promisedTo,
  statutoryFrom,
  statutoryTo,
  ...row
}: ConcernedCase): CalendarCaseAnswer {
  return { ...row, promised: told(promisedFrom, promisedTo), statutory: told(statutoryFrom, statutoryTo) };
}

const told = (from: Instant | null, to: Instant | null): CalendarCaseAnswer['promised'] =>
  from === null && to === null ? null : { from: instantTextOrNull(from), to: instantTextOrNull(to) };
