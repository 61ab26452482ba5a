import { expect, test } from 'vitest';
import { rankUnits, type UnitRates } from './rankUnits.ts';

const rates = (given: Record<string, [hits: number, n: number]>): UnitRates =>
  new Map(Object.entries(given).map(([code, [hits, n]]) => [code, { hits, n }]));
const rank = (now: UnitRates, before: UnitRates = new Map()) =>
  rankUnits('region', 'onTimeRate', 30, now, before);

test('equal shares share a rank and the next one skips; fewer than 30 are listed last and not ranked', () => {
  const { rows, whole } = rank(
    rates({ a: [58, 60], b: [29, 30], c: [90, 100], few: [29, 29], none: [0, 0] }),
    rates({ a: [20, 30], c: [30, 30] }),
  );
  expect(rows.map(({ code, rank: place, previousRank }) => [code, place, previousRank])).toEqual([
    ['a', 1, 2],
    ['b', 1, null],
    ['c', 3, 1],
    ['few', null, null],
    ['none', null, null],
  ]);
  expect(rows[3]).toMatchObject({ value: 1, reason: 'too_few_cases', difference: 'none' });
  expect(rows[4]).toMatchObject({ value: null, interval: null, n: 0 });
  expect(whole).toEqual({ value: 206 / 219, n: 219 });
});

test('a unit is marked only beyond the limits of 99.8 %, and on a list only if it was marked twice running', () => {
  const now = rates({ good: [4_000, 4_000], worse: [3_700, 4_000], usual: [3_880, 4_000], small: [45, 50] });
  const { rows, red, black } = rank(
    now,
    rates({ good: [4_000, 4_000], worse: [3_960, 4_000], usual: [3_880, 4_000] }),
  );
  expect(Object.fromEntries(rows.map(({ code, difference }) => [code, difference]))).toEqual({
    good: 'better',
    worse: 'worse',
    usual: 'none',
    small: 'none',
  });
  expect([red, black]).toEqual([['good'], []]);
  expect(rank(now, now).black).toEqual(['worse']);
});

test('nothing due gives no rate and no division by nothing', () => {
  expect(rank(new Map())).toMatchObject({ whole: { value: null, n: 0 }, rows: [], red: [], black: [] });
  expect(rank(rates({ none: [0, 0] })).whole.value).toBeNull();
});

test('a part of a city is marked by the limits around the rate of the city', () => {
  const part = rates({ a: [3_700, 4_000], b: [3_700, 4_000] });
  expect(rank(part).rows.map(({ difference }) => difference)).toEqual(['none', 'none']);
  const city = { hits: 9_700, n: 10_000 };
  const { rows, whole, black } = rankUnits('department', 'onTimeRate', 30, part, part, {
    now: city,
    before: city,
  });
  expect(rows.map(({ difference }) => difference)).toEqual(['worse', 'worse']);
  expect(black.toSorted()).toEqual(['a', 'b']);
  expect(whole).toEqual({ value: 0.97, n: 10_000 });
});
