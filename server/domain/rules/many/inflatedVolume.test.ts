import { expect, it } from 'vitest';
import { resultOf } from '../../../testing/groupResult.ts';
import { inflatedVolume } from './inflatedVolume.ts';

const day = (marked: number, counted: number) => ({
  counted,
  marked: Array.from({ length: marked }, (_, i) => ({
    caseId: `c${String(i).padStart(2, '0')}`,
    at: i,
    mark: (['query', 'booking', 'payment'] as const)[i % 3] ?? 'query',
  })),
});

it.each([
  [10, 100, 'raised query'],
  [9, 20, 'clear'],
  [10, 101, 'clear'],
  [10, 10, 'raised query'],
  [0, 1000, 'clear'],
])('VOL-01: %i marked of %i: %s', (marked, counted, result) => {
  expect(resultOf(inflatedVolume, day(marked, counted))).toBe(result);
});

it('VOL-01 says what was counted', () => {
  expect(inflatedVolume.judge(day(12, 50), inflatedVolume.defaults)).toMatchObject({
    at: 9,
    facts: { cases: 12, of: 50, queries: 4, bookings: 4, payments: 4 },
  });
});
