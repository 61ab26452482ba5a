import type { Instant } from '#contract/time';

/** Milliseconds: finer than any wall is told, were it live. All of the past goes by whole moments of the epoch. */
export const moment = 250;

/** The end of the moment in which something became known: from then on it is shown. */
export const endOfMoment = (at: Instant): Instant => at - (at % moment) + moment;
