import type { Instant } from '#contract/time';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
/** Waits after the first failure, the second, …; the steps that the Standard Webhooks specification proposes. */
const waits = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour];
const longestAsked = 24 * hour;

/** Ms until the next attempt after `failures` in a row, or undefined: it is given up. */
export const backOff = (failures: number): number | undefined => waits[failures - 1];

/** What a Retry-After header asks for, in ms, at most a day; undefined when it cannot be read. */
export function retryAfterMs(header: string | undefined, now: Instant): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const asked = /^\d{1,9}$/.test(text)
    ? Number(text) * second
    : /^[A-Z][a-z]+,? /.test(text)
      ? Date.parse(text) - now
      : NaN;
  return Number.isNaN(asked) ? undefined : Math.min(Math.max(asked, 0), longestAsked);
}
