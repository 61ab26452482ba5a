import { expect, test } from 'vitest';
import { shareOut } from './shareOut.ts';

test.each([
  [10, [1, 1, 1], [3.4, 3.3, 3.3]],
  [0.1, [1, 1], [0.1, 0]],
  [12.5, [3, 1], [9.4, 3.1]],
  [5, [], []],
  [5, [0, 0], [0, 0]],
])('%d points over %j are %j', (points, counts, shares) => {
  expect(shareOut(points, counts)).toEqual(shares);
});
