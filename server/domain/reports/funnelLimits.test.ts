import { expect, test } from 'vitest';
import { funnelLimits, funnelTails } from './funnelLimits.ts';

const tail = funnelTails['99.8'];

/** Chance of `hits` or fewer of `n`, by factorials. */
function atMost(hits: number, n: number, share: number): number {
  let sum = 0;
  let ways = 1;
  for (let k = 0; k <= hits; k++) {
    sum += ways * share ** k * (1 - share) ** (n - k);
    ways *= (n - k) / (k + 1);
  }
  return sum;
}

test.each([
  [40, 0.94],
  [40, 0.5],
  [120, 0.99],
  [31, 0.02],
])('of %i at %d whoever lies beyond a limit is there by less than one chance in a thousand', (n, share) => {
  const [low, high] = funnelLimits(share, n, tail);
  for (let hits = 0; hits <= n; hits++) {
    expect([hits, hits / n < low]).toEqual([hits, atMost(hits, n, share) < tail]);
    expect([hits, hits / n > high]).toEqual([hits, atMost(n - hits, n, 1 - share) < tail]);
  }
});

test('all of few is nothing special, and limits never leave what is possible', () => {
  expect(funnelLimits(0.94, 40, tail)[1]).toBe(1);
  expect(funnelLimits(0.5, 0, tail)).toEqual([0, 1]);
  expect(funnelLimits(1, 40, tail)).toEqual([1, 1]);
});
