import { expect, test } from 'vitest';
import type { Ring } from '#contract/map';
import { labelPoint } from './labelPoint.ts';

const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

test('a name stands in the widest part, which is not the middle of what is bent', () => {
  const hook: Ring = [
    [0, 0],
    [10, 0],
    [10, 1],
    [3, 1],
    [3, 9],
    [0, 9],
    [0, 0],
  ];
  const [x, y] = labelPoint([[hook]]);
  expect(x).toBeGreaterThan(1);
  expect(x).toBeLessThan(2);
  expect(y).toBeGreaterThan(1);
  expect(y).toBeLessThan(8);
});

test('a name stands in the largest part, beside its holes', () => {
  const [x] = labelPoint([[box(20, 0, 21, 1)], [box(0, 0, 10, 10), box(0.5, 0.5, 7, 9.5).toReversed()]]);
  expect(x).toBeGreaterThan(7);
  expect(x).toBeLessThan(10);
});
