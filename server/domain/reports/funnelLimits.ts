/** Two-sided levels of funnel plots, as what lies beyond either limit. */
export const funnelTails = { '95': 0.025, '99.8': 0.001 } as const;

/**
 * Between which shares a unit with `n` observations lies by chance if its true share is that of the whole: exact
 * quantiles of the binomial distribution, interpolated between counts as in D. J. Spiegelhalter, "Funnel plots for
 * comparing institutional performance", Statistics in Medicine 24 (2005), A.1.1. Exact, because rates of 99 % and units
 * of 40 cases are nowhere near the normal distribution.
 *
 * @param tail chance of lying beyond either limit
 * @returns shares from 0 to 1; [0, 1] without observations
 */
export function funnelLimits(share: number, n: number, tail: number): [low: number, high: number] {
  if (n === 0) return [0, 1];
  if (share <= 0 || share >= 1) return [share <= 0 ? 0 : 1, share <= 0 ? 0 : 1];
  const { first, weights } = chances(share, n);
  // the upper limit is the lower one of what is missed: interpolated from below, one in twelve of those with 40 of 40
  // would lie beyond 99.8 %
  const missedFirst = n - (first + weights.length - 1);
  const missed = quantile(missedFirst, weights.toReversed(), tail);
  return [quantile(first, weights, tail) / n, (n - missed) / n];
}

/** What is smaller beside the likeliest count adds nothing to a double. */
const negligible = 1e-18;

/** Chances of each count around the likeliest one, from `first` on; by their ratios, so no factorial is needed. */
function chances(share: number, n: number): { first: number; weights: number[] } {
  const mode = Math.min(n, Math.floor((n + 1) * share));
  const odds = share / (1 - share);
  const below: number[] = [];
  for (let k = mode, weight = 1; k > 0 && weight > negligible; k--) {
    weight *= k / ((n - k + 1) * odds);
    below.push(weight);
  }
  const above: number[] = [];
  for (let k = mode, weight = 1; k < n && weight > negligible; k++) {
    weight *= ((n - k) / (k + 1)) * odds;
    above.push(weight);
  }
  const weights = [...below.reverse(), 1, ...above];
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return { first: mode - below.length, weights: weights.map((weight) => weight / sum) };
}

/** The least count that at least `part` of the chances reach up to, less the part of its own step that is too much. */
function quantile(first: number, weights: readonly number[], part: number): number {
  let reached = 0;
  for (const [i, weight] of weights.entries()) {
    reached += weight;
    if (reached >= part) return Math.max(0, first + i - (reached - part) / weight);
  }
  return first + weights.length - 1;
}
