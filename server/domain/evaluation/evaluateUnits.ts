import { scoredParts, type ScoredPart } from '#contract/evaluation';
import type { EvaluationTerms } from './evaluationTerms.ts';
import { rankBalances, type Balance } from './rankBalances.ts';
import { rankRates } from './rankRates.ts';
import { scoreUnit, type Adjusted, type ObservedParts, type UnitScore } from './scoreUnit.ts';

export interface EvaluatedUnit extends UnitScore {
  /** Null: too little was observed to rank it, and to grade it. */
  rank: number | null;
  ranks: Record<ScoredPart, number | null>;
  /** Null: it is ranked in fewer than two parts. */
  balance: Balance | null;
}

/** Ranks and grades need parts worth at least half of what a unit is scored by. */
const weightRanked = 50;

/**
 * Scores units and ranks them among each other: by score, in each part, and by balance. Equal ones share a rank and the
 * next skips. Answers in the order given.
 * @param adjusted points awarded and taken, in the order of the units
 */
export function evaluateUnits(
  units: readonly ObservedParts[],
  terms: EvaluationTerms,
  adjusted: readonly (Adjusted | undefined)[] = [],
): EvaluatedUnit[] {
  const dissatisfied = dissatisfactionOf(units);
  const scored = units.map((observed, unit) => scoreUnit(observed, terms, adjusted[unit], dissatisfied));
  const partRanks = new Map(scoredParts.map((part) => [part, ranksIn(part, units, terms)]));
  const ranksOf = (unit: number, part: ScoredPart): number | null => partRanks.get(part)?.[unit] ?? null;
  const scores = scored.map(({ score, parts }) =>
    parts.reduce((sum, { part, n, weight }) => sum + (n >= terms.scales[part].least ? weight : 0), 0) <
    weightRanked
      ? null
      : score,
  );
  const held = units.map((_, unit) => scoredParts.flatMap((part) => ranksOf(unit, part) ?? []));
  const isBalanced = held.map((ranks) => ranks.length >= 2);
  const balances = rankBalances(held.filter((_, unit) => isBalanced[unit]));
  return scored.map((one, unit) => ({
    ...one,
    grade: scores[unit] == null ? null : one.grade,
    rank: rankAmong(scores, scores[unit] ?? null),
    ranks: {
      timeliness: ranksOf(unit, 'timeliness'),
      regularity: ranksOf(unit, 'regularity'),
      satisfaction: ranksOf(unit, 'satisfaction'),
      rectification: ranksOf(unit, 'rectification'),
      data: ranksOf(unit, 'data'),
    },
    balance: isBalanced[unit] ? (balances.shift() ?? null) : null,
  }));
}

/** The share of bad ones among the ratings of all units together; 0 without any. */
export function dissatisfactionOf(units: readonly ObservedParts[]): number {
  const n = units.reduce((sum, { satisfaction }) => sum + satisfaction.n, 0);
  return n === 0 ? 0 : units.reduce((sum, { satisfaction }) => sum + satisfaction.findings, 0) / n;
}

function ranksIn(
  part: ScoredPart,
  units: readonly ObservedParts[],
  { scales }: EvaluationTerms,
): (number | null)[] {
  return rankRates(
    units.map((observed) => ({ hits: observed[part].n - observed[part].findings, n: observed[part].n })),
    Math.max(1, scales[part].least),
  );
}

function rankAmong(scores: readonly (number | null)[], score: number | null): number | null {
  return score === null ? null : 1 + scores.filter((other) => other !== null && other > score).length;
}
