import { expect, test } from 'vitest';
import { rankBalances } from './rankBalances.ts';

const rounded = (units: number[][]) =>
  rankBalances(units).map(({ balance, rank }) => [Number(balance.toFixed(3)), rank]);

test('G18: ranks (1,3,3,3) and (1,1,1,3) are equally uneven and share a rank, the next one skips', () => {
  expect(
    rounded([
      [2, 15, 21, 28],
      [1, 3, 3, 3],
      [1, 1, 1, 3],
    ]),
  ).toEqual([
    [9.552, 3],
    [0.866, 1],
    [0.866, 1],
  ]);
});

test('a unit that is everywhere the same is perfectly even, of however many sub-scores', () => {
  expect(rounded([[7], [4, 4], [1, 2], [1, 2, 1, 2]])).toEqual([
    [0, 1],
    [0, 1],
    [0.5, 3],
    [0.5, 3],
  ]);
});
