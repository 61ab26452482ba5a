import { expect, it } from 'vitest';
import { withinHours } from './withinHours.ts';

it('is always within no hours', () => {
  expect(withinHours(null, '03:00')).toBe(true);
});

it('holds from the first minute until before the last', () => {
  const office = { from: '09:00', to: '17:30' };
  expect(['08:59', '09:00', '17:29', '17:30'].map((minute) => withinHours(office, minute))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

it('goes over midnight when it ends earlier than it begins', () => {
  const night = { from: '22:00', to: '06:00' };
  expect(['21:59', '22:00', '00:00', '05:59', '06:00'].map((minute) => withinHours(night, minute))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
});

it('is the whole day where it ends as it begins', () => {
  expect(withinHours({ from: '08:00', to: '08:00' }, '03:00')).toBe(true);
});
