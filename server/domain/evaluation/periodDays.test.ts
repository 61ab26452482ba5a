import { expect, test } from 'vitest';
import { periodDays } from './periodDays.ts';

test.each([
  ['2026-10', '2026-10-01', '2026-10-31'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2026-12', '2026-12-01', '2026-12-31'],
  ['2026-Q1', '2026-01-01', '2026-03-31'],
  ['2026-Q4', '2026-10-01', '2026-12-31'],
  ['2026', '2026-01-01', '2026-12-31'],
])('%s runs from %s to %s', (period, from, to) => {
  expect(periodDays(period)).toEqual({ from, to });
});

test.each(['2026-13', '2026-Q5', '26-10', '2026-1', ''])('"%s" is no period', (period) => {
  expect(() => periodDays(period)).toThrow(RangeError);
});
