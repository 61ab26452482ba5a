import { RateLimiterRes } from 'rate-limiter-flexible';

/** Seconds until a limiter lets on again, from what it rejects with; any other error is thrown on. */
export function secondsToWait(refusal: unknown): number {
  if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
  throw refusal;
}
