import type { Instant } from '#contract/time';

export interface EmitBudget {
  mayEmit(now: Instant): boolean;
  spend(bytes: number, now: Instant): void;
}

/**
 * Keeps a room's stream at `bytesPerSecond` on average: after a large message the next waits until it is paid
 * for, and merges more meanwhile. `burst` is what may be sent at once after a silence.
 */
export function emitBudget(bytesPerSecond: number, burst: number): EmitBudget {
  let left = burst;
  let at = -Infinity;
  const refill = (now: Instant): void => {
    if (now <= at) return;
    left = Math.min(burst, left + ((now - at) * bytesPerSecond) / 1000);
    at = now;
  };
  return {
    mayEmit(now) {
      refill(now);
      return left > 0;
    },
    spend(bytes, now) {
      refill(now);
      left -= bytes;
    },
  };
}
