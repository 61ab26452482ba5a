/** The one sequential ramp of volume, dark to light; step 0 is nothing at all. */
export const rampColours = [
  '#13243F',
  '#1B3F6E',
  '#22609E',
  '#2F86C6',
  '#5AB0E8',
  '#A7D8F7',
  '#F2FAFF',
] as const;

/** Lower bounds of the seven steps: always 0 and 1 first, strictly ascending. */
export type RampBounds = readonly number[];

export const firstBounds: RampBounds = [0, 1, 2, 3, 4, 5, 6];

export function rampStep(bounds: RampBounds, value: number): number {
  let step = 0;
  for (let index = 1; index < bounds.length; index++) if (value >= (bounds[index] ?? Infinity)) step = index;
  return step;
}

/** Ink that reads on a step: at least 4.3 : 1. */
export function rampInk(step: number): 'light' | 'dark' {
  return step >= 3 ? 'dark' : 'light';
}

const niceDigits = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

function nice(value: number): number {
  if (value <= 10) return Math.max(1, Math.round(value));
  const power = 10 ** Math.floor(Math.log10(value));
  const digit = niceDigits.reduce((best, candidate) =>
    Math.abs(candidate - value / power) < Math.abs(best - value / power) ? candidate : best,
  );
  return Math.round(digit * power);
}

/** The next round number above. */
function niceAbove(value: number): number {
  let next = value + 1;
  while (nice(next) <= value) next = Math.ceil(next * 1.1);
  return nice(next);
}

/** Round bounds so that the non-zero values fall about evenly into six steps, the last a little thinner. */
export function rampBounds(values: readonly number[]): RampBounds {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b);
  if (sorted.length === 0) return firstBounds;
  const bounds = [0, 1];
  for (const share of [0.2, 0.4, 0.6, 0.8, 0.95]) {
    const quantile = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
    const last = bounds.at(-1) ?? 0;
    bounds.push(nice(quantile) > last ? nice(quantile) : niceAbove(last));
  }
  return bounds;
}

/**
 * A scale that changes with every number cannot be learned: bounds stay as they are until the lightest step
 * holds more than a sixth of the non-zero values, or nothing at all.
 */
export function steadyBounds(values: readonly number[], previous: RampBounds | null): RampBounds {
  if (!previous) return rampBounds(values);
  const alive = values.filter((value) => value > 0);
  if (alive.length === 0) return previous;
  const top = previous.at(-1) ?? 0;
  const share = alive.filter((value) => value >= top).length / alive.length;
  return share > 1 / 6 || share === 0 ? rampBounds(values) : previous;
}
