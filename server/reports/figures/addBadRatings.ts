import type { Instant } from '#contract/time';
import { ratingDue, ratingsDueAfter } from '../../domain/reports/ratingDue.ts';
import { officeCalendar } from '../actions/officeCalendar.ts';
import { eachInTurn } from './eachInTurn.ts';
import { badRatingsWithin, type BadRatingRow } from './badRatingStore.ts';
import type { Gathering } from './gatherFigures.ts';
import type { Tallying } from './tally.ts';

interface Span {
  from: Instant;
  to: Instant;
}

/** Bad ratings that may have to be rectified by an instant of the span. */
export function badRatingsBefore(
  { db, catalogue, scope }: Pick<Gathering, 'db' | 'catalogue' | 'scope'>,
  { from, to }: Span,
): Promise<BadRatingRow[]> {
  return badRatingsWithin(db, { from: ratingsDueAfter(officeCalendar(catalogue), from), to }, scope);
}

/** Those whose time ended after `from`, at `to` at the latest, and what was done about them by its end. */
export function addBadRatings(
  { catalogue }: Pick<Gathering, 'catalogue'>,
  { add }: Tallying,
  { from, to }: Span,
  ratings: readonly BadRatingRow[],
): Promise<void> {
  const calendar = officeCalendar(catalogue);
  return eachInTurn(ratings, (row) => {
    const due = ratingDue(calendar, row.at);
    if (due <= from || due > to) return;
    const inTime = (at: Instant | null): number => (at !== null && at <= due ? 1 : 0);
    add(row, { badDue: 1, badCalledBack: inTime(row.calledBackAt), badRectified: inTime(row.rectifiedAt) });
  });
}
