import { expect, it } from 'vitest';
import { daysText } from './daysText.ts';

const t = (key: string, { n }: Record<string, unknown>) => `${key} ${String(n)}`;

it('tells whole years as such, and what is for good', () => {
  expect([1, 364, 365, 400, 730, 3650].map((days) => daysText(days, t))).toEqual([
    'data.day undefined',
    'data.days 364',
    'data.years 1',
    'data.days 400',
    'data.years 2',
    'data.years 10',
  ]);
  expect(daysText(null, t)).toContain('data.forGood');
});
