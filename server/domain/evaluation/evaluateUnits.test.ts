import { expect, test } from 'vitest';
import { testTerms } from '../../testing/testTerms.ts';
import { evaluateUnits } from './evaluateUnits.ts';
import type { ObservedParts } from './scoreUnit.ts';

/** Findings of timeliness, regularity, rectification and data among so many observations of each. */
const unit = (findings: readonly number[], n = 100): ObservedParts => ({
  timeliness: { findings: findings[0] ?? 0, n },
  regularity: { findings: findings[1] ?? 0, n },
  satisfaction: { findings: 0, n: 0 },
  rectification: { findings: findings[2] ?? 0, n },
  data: { findings: findings[3] ?? 0, n },
});
const ranks = (...units: ObservedParts[]) =>
  evaluateUnits(units, testTerms).map(({ ranks: { satisfaction: _, ...held } }) => Object.values(held));
const balances = (...units: ObservedParts[]) =>
  evaluateUnits(units, testTerms).map(
    ({ balance }) => balance && [Number(balance.balance.toFixed(3)), balance.rank],
  );

test('G18: units ranked (1,3,3,3) and (1,1,1,3) have the balance 0.866 both, and share a rank', () => {
  const city = [unit([0, 1, 1, 1]), unit([0, 0, 0, 1]), unit([1, 0, 0, 0]), unit([1, 2, 1, 0])];
  expect(ranks(...city)).toEqual([
    [1, 3, 3, 3],
    [1, 1, 1, 3],
    [3, 1, 1, 1],
    [3, 4, 3, 1],
  ]);
  expect(balances(...city)).toEqual([
    [0.866, 1],
    [0.866, 1],
    [0.866, 1],
    [1.09, 4],
  ]);
});

test('equal scores share a rank and the next one skips', () => {
  const city = [unit([1, 0, 0, 0]), unit([0, 0, 0, 0]), unit([0, 0, 0, 0], 200), unit([2, 0, 0, 0])];
  expect(evaluateUnits(city, testTerms).map(({ rank }) => rank)).toEqual([3, 1, 1, 4]);
});

test('G20: twelve cases, all on time, are scored and shown, neither graded nor ranked, and push nobody down', () => {
  const [few, many] = evaluateUnits([unit([0, 0, 0, 0], 12), unit([1, 1, 1, 1])], testTerms);
  expect(few).toMatchObject({ score: 100, grade: null, rank: null, balance: null });
  expect(few?.ranks).toEqual({
    timeliness: null,
    regularity: null,
    satisfaction: null,
    rectification: null,
    data: null,
  });
  expect(many).toMatchObject({ rank: 1, ranks: { timeliness: 1 }, balance: { balance: 0, rank: 1 } });
});

test('a rank takes enough observations in parts worth half of the score', () => {
  const few = { findings: 0, n: 29 };
  const enough = { findings: 0, n: 30 };
  const rankOf = (parts: Partial<ObservedParts>) =>
    evaluateUnits(
      [{ ...unit([]), timeliness: few, regularity: few, rectification: few, data: few, ...parts }],
      testTerms,
    )[0]?.rank;
  // 40, 25, 10 and 10 of 85
  expect(rankOf({ timeliness: enough })).toBeNull();
  expect(rankOf({ timeliness: enough, data: enough })).toBe(1);
  expect(rankOf({ regularity: enough, data: enough })).toBeNull();
  expect(rankOf({ timeliness: enough, regularity: { findings: 0, n: 0 } })).toBe(1);
});

test('a unit with nothing to go by is neither scored nor ranked', () => {
  expect(evaluateUnits([unit([0, 0, 0, 0], 0)], testTerms)).toMatchObject([
    { score: null, grade: null, rank: null, balance: null },
  ]);
});
