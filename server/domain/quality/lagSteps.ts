/** Steps of the square root of two from one second to a year and more; what took less than a second is the first. */
export const lagSteps = 52;

/** The step of a lag in ms. */
export function lagStep(ms: number): number {
  if (ms < 1000) return 0;
  return Math.min(lagSteps - 1, 1 + Math.floor(2 * Math.log2(ms / 1000)));
}

/**
 * The seconds within which `share` of the counted events arrived, to the next step: never too little, and too much by
 * two fifths at most.
 * @returns null without events
 */
export function lagWithin(counts: readonly number[], share: number): number | null {
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0) return null;
  let seen = 0;
  for (const [step, count] of counts.entries()) {
    seen += count;
    if (seen >= n * share) return step === 0 ? 1 : Math.round(2 ** (step / 2));
  }
  return null;
}
