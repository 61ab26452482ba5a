import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentiles } from './percentile.ts';

test('percentiles lie between two values by straight line; of nothing there are none', () => {
  const lists = [Float64Array.of(40, 10), Float64Array.of(20, 30)];
  expect(percentiles(lists, [0, 0.5, 0.8, 0.95, 1])).toEqual([10, 25, 34, 38.5, 40]);
  expect(percentiles([Float64Array.of(7)], [0.5, 0.95])).toEqual([7, 7]);
  expect(percentiles([new Float64Array(0)], [0.5])).toEqual([null]);
});

test('they are those of all values sorted, however the values lie', () => {
  const value = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 2_000_000_000 }));
  fc.assert(
    fc.property(
      fc.array(fc.array(value), { minLength: 1 }),
      fc.constantFrom(0.5, 0.8, 0.95),
      (lists, part) => {
        const sorted = lists.flat().sort((a, b) => a - b);
        const place = (sorted.length - 1) * part;
        const [below = 0, above = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
        const expected = sorted.length === 0 ? null : below + (above - below) * (place - Math.floor(place));
        expect(
          percentiles(
            lists.map((list) => Float64Array.from(list)),
            [part],
          ),
        ).toEqual([expected]);
      },
    ),
  );
});
