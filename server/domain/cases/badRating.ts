import type { Instant } from '#contract/time';
import type { Rating } from './caseState.ts';

/** Of people's own ratings, levels 1 and 2 (RULES §5), as `cases.bad_ratings` keeps it; instants in epoch milliseconds. */
export interface BadRating {
  at: Instant;
  score: number;
  calledBackAt?: Instant;
  rectifiedAt?: Instant;
}

/** What a system fills in is no complaint, whatever it says. */
export const isBad = ({ score, isDefault }: Pick<Rating, 'score' | 'isDefault'>): boolean =>
  !isDefault && score <= 2;

/** As JSON, in their order; null without any. */
export function badRatingsOf(ratings: readonly Rating[]): string | null {
  if (!ratings.some(isBad)) return null;
  const bad = ratings.filter(isBad).map(({ at, score, calledBackAt, rectifiedAt }): BadRating => ({
    at,
    score,
    ...(calledBackAt === undefined ? {} : { calledBackAt }),
    ...(rectifiedAt === undefined ? {} : { rectifiedAt }),
  }));
  return JSON.stringify(bad);
}
