import type { LagFigure } from '#contract/selfWatchSchema';
import type { Instant } from '#contract/time';

export interface LagWindow {
  /** @param ms how long it took */
  add(ms: number, now: Instant): void;
  /** Over the last five minutes, of the newest thousand; null when nothing was measured. */
  figure(now: Instant): LagFigure;
}

const span = 300_000;
const most = 1000;

/** Remembers how long something took lately. */
export function createLagWindow(): LagWindow {
  const measured: { ms: number; at: Instant }[] = [];
  let nth = 0;
  return {
    add(ms, at) {
      measured[nth % most] = { ms, at };
      nth += 1;
    },
    figure(now) {
      const lags = measured
        .filter(({ at }) => now - at <= span)
        .map(({ ms }) => ms)
        .sort((a, b) => a - b);
      const rank = (share: number): number => lags[Math.ceil(share * lags.length) - 1] ?? 0;
      return lags.length === 0 ? null : { n: lags.length, p50Ms: rank(0.5), p95Ms: rank(0.95) };
    },
  };
}
