import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wilsonInterval } from './wilsonInterval.ts';

test.each([
  // published worked values: Newcombe 1998, table I, method 3
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i lies between %f and %f', (hits, n, low, high) => {
  const [from, to] = wilsonInterval(hits, n);
  expect(from).toBeCloseTo(low, 4);
  expect(to).toBeCloseTo(high, 4);
});

test('nothing is known of no case', () => {
  expect(wilsonInterval(0, 0)).toEqual([0, 1]);
});

test('the interval holds the rate, stays within 0 and 1 and mirrors hits and misses', () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.nat(5000), (hits, misses) => {
      fc.pre(hits + misses > 0);
      const n = hits + misses;
      const [low, high] = wilsonInterval(hits, n);
      const [lowOfMisses, highOfMisses] = wilsonInterval(misses, n);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(hits / n);
      expect(high).toBeGreaterThanOrEqual(hits / n);
      expect(low).toBeCloseTo(1 - highOfMisses, 12);
      expect(high).toBeCloseTo(1 - lowOfMisses, 12);
    }),
  );
});
