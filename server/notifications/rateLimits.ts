import type { Instant } from '#contract/time';

/** At most `count` messages in any `windowMs`. */
export interface RateLimit {
  count: number;
  windowMs: number;
}

/** Ms until another message fits into all limits; 0: now. `sent` holds the times of the last messages, in any order. */
export function waitForRoom(limits: readonly RateLimit[], sent: readonly Instant[], now: Instant): number {
  const newestFirst = [...sent].sort((a, b) => b - a);
  return limits.reduce((wait, { count, windowMs }) => {
    const inTheWay = newestFirst[count - 1];
    return inTheWay === undefined ? wait : Math.max(wait, inTheWay + windowMs - now);
  }, 0);
}
