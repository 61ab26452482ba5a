import { expect, test } from 'vitest';
import { rankRates } from './rankRates.ts';

test('the highest rate is first and equal rates share a rank', () => {
  const rates = [
    { hits: 29, n: 30 },
    { hits: 100, n: 100 },
    { hits: 58, n: 60 },
    { hits: 40, n: 50 },
  ];
  expect(rankRates(rates)).toEqual([2, 1, 2, 4]);
});

test('G20: twelve cases, all on time, are shown and not ranked, and push nobody down', () => {
  expect(
    rankRates([
      { hits: 12, n: 12 },
      { hits: 20, n: 30 },
      { hits: 29, n: 29 },
    ]),
  ).toEqual([null, 1, null]);
});

test('rates that are equal as fractions are equal, however their quotients round', () => {
  expect(
    rankRates([
      { hits: 33, n: 99 },
      { hits: 1_000_000_007, n: 3_000_000_021 },
    ]),
  ).toEqual([1, 1]);
});

test('nobody is ranked where nobody is', () => {
  expect(rankRates([])).toEqual([]);
});
