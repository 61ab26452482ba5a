import { expect, it } from 'vitest';
import { addDays, daysBetween, isDay, monthsOf, weekdayOf } from './localDays.ts';

it('counts days over the ends of months and years, in either order', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(daysBetween('2028-03-01', '2028-02-27')).toEqual([
    '2028-02-27',
    '2028-02-28',
    '2028-02-29',
    '2028-03-01',
  ]);
  expect(weekdayOf('2026-11-23')).toBe(0);
  expect(monthsOf(2028).map(({ length }) => length)).toEqual([
    31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
  ]);
});

it.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-1-1', false],
])('%s is a day: %s', (text, is) => expect(isDay(text)).toBe(is));
