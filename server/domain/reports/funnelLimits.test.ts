import fc from 'fast-check';
import { expect, test } from 'vitest';
import { funnelLimits, funnelTails } from './funnelLimits.ts';

/** Chances of 0 … n, by their definition. */
function binomial(n: number, share: number): number[] {
  const chances: number[] = [];
  for (let k = 0, ways = 1; k <= n; ways *= (n - k) / (k + 1), k += 1)
    chances.push(ways * share ** k * (1 - share) ** (n - k));
  return chances;
}

test('the limits are quantiles of the binomial distribution, between two counts by straight line', () => {
  // of 10 coins, in 1,024ths: up to 1 head 11, up to 2 heads 56
  const [low, high] = funnelLimits(0.5, 10, 0.025);
  expect(low).toBeCloseTo((2 - (56 - 25.6) / 45) / 10, 12);
  expect(high).toBeCloseTo(1 - low, 12);
});

test('beyond either limit lies less than its tail, and a count further in would be more', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.double({ min: 0.02, max: 0.98, noNaN: true }),
      fc.constantFrom(funnelTails['95'], funnelTails['99.8']),
      (n, share, tail) => {
        const chances = binomial(n, share);
        const chanceOf = (isMeant: (count: number) => boolean): number =>
          chances.reduce((sum, one, count) => (isMeant(count) ? sum + one : sum), 0);
        const [low, high] = funnelLimits(share, n, tail);
        expect(chanceOf((count) => count < low * n - 1e-9)).toBeLessThan(tail + 1e-9);
        expect(chanceOf((count) => count > high * n + 1e-9)).toBeLessThan(tail + 1e-9);
        expect(chanceOf((count) => count <= Math.ceil(low * n - 1e-9))).toBeGreaterThan(tail - 1e-9);
        expect(chanceOf((count) => count >= Math.floor(high * n + 1e-9))).toBeGreaterThan(tail - 1e-9);
      },
    ),
  );
});

test('they come near the normal ones where there are many cases, and stay within 0 and 1', () => {
  const [low, high] = funnelLimits(0.9912, 39_810, funnelTails['99.8']);
  const half = 3.0902 * Math.sqrt((0.9912 * 0.0088) / 39_810);
  expect(low).toBeCloseTo(0.9912 - half, 4);
  expect(high).toBeCloseTo(0.9912 + half, 4);
  expect(funnelLimits(0.99, 30, 0.001)[1]).toBeLessThanOrEqual(1);
  expect(funnelLimits(1, 50, 0.001)).toEqual([1, 1]);
  expect(funnelLimits(0.5, 0, 0.001)).toEqual([0, 1]);
});

test('a million cases are no trouble', () => {
  const [low, high] = funnelLimits(0.99, 1_000_000, 0.001);
  expect(high - low).toBeCloseTo(2 * 3.0902 * Math.sqrt((0.99 * 0.01) / 1_000_000), 5);
});
