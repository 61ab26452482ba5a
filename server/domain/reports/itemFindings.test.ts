import { expect, test } from 'vitest';
import type { ItemVersion } from '#contract/item';
import { daysDistribution, itemFindings } from './itemFindings.ts';
import { addCounts, nothing, type Sums } from './sums.ts';

const day = 86_400_000;
const promise = (code: string): ItemVersion => ({
  code,
  revision: 1,
  validFrom: '2026-01-01',
  name: code,
  type: '01',
  handling: 'promised',
  promisedLimit: { value: 10, unit: 'workday' },
  statutoryLimit: { value: 20, unit: 'workday' },
});

function sums(days: readonly number[], due = 0, onTime = 0): Sums {
  const all = nothing();
  all.handled.push(Float64Array.from(days, (one) => one * day));
  addCounts(all, { due, dueOnTime: onTime });
  return all;
}
const times = (n: number, days: number): number[] => Array.from({ length: n }, () => days);

test('an item that nearly always takes less than half of its promise could promise less; a tenth late needs people', () => {
  const items = new Map([
    ['quick', sums(times(40, 2), 40, 40)],
    ['half', sums(times(40, 5), 40, 40)],
    ['few', sums(times(29, 1), 29, 20)],
    ['late', sums(times(50, 12), 50, 44)],
    ['tenth', sums(times(50, 9), 50, 45)],
  ]);
  expect(itemFindings(items, promise)).toEqual([
    { item: 'late', n: 50, promised: 10, statutory: 20, p95: 12, late: 6, advice: 'staff' },
    { item: 'quick', n: 40, promised: 10, statutory: 20, p95: 2, late: 0, advice: 'shorten' },
  ]);
});

test('days are whole, and the last bin holds all above', () => {
  const bins = daysDistribution([Float64Array.of(0, day - 1, day), Float64Array.of(20 * day, 300 * day)]);
  expect(bins).toHaveLength(21);
  expect(bins.filter(({ n }) => n > 0)).toEqual([
    { days: 0, n: 2 },
    { days: 1, n: 1 },
    { days: 20, n: 2 },
  ]);
  expect(daysDistribution([])).toEqual([]);
});
