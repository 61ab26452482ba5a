import { expect, test } from 'vitest';
import { periodChoices } from './periodChoices.ts';

test('a year of months, of quarters, and two years, newest first, across the turn of the year', () => {
  expect(periodChoices('2026-02-11')).toEqual([
    '2026-02',
    '2026-01',
    '2025-12',
    '2025-11',
    '2025-10',
    '2025-09',
    '2025-08',
    '2025-07',
    '2025-06',
    '2025-05',
    '2025-04',
    '2025-03',
    '2026-Q1',
    '2025-Q4',
    '2025-Q3',
    '2025-Q2',
    '2026',
    '2025',
  ]);
});
