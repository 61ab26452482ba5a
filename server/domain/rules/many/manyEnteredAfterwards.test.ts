import { expect, it } from 'vitest';
import { resultOf } from '../../../testing/groupResult.ts';
import { manyEnteredAfterwards } from './manyEnteredAfterwards.ts';

const entries = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    caseId: `c${String(i).padStart(2, '0')}`,
    at: i,
    longestMs: i * 10,
  }));

it.each([
  [20, 'clear'],
  [21, 'raised query'],
  [0, 'clear'],
])('BKF-01 of %i cases of one source and day', (n, result) => {
  expect(resultOf(manyEnteredAfterwards, { entries: entries(n) })).toBe(result);
});

it('is true from the twenty-first case on and lists all', () => {
  const found = manyEnteredAfterwards.judge(
    { entries: entries(30).toReversed() },
    manyEnteredAfterwards.defaults,
  );
  expect(found).toMatchObject({ at: 20, facts: { cases: 30, longestMs: 290 } });
  expect(found).toHaveProperty('cases.length', 30);
});
