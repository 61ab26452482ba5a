import { grades, scoredParts, type Grade, type ScoredPart } from '#contract/evaluation';
import type { EvaluationTerms } from './evaluationTerms.ts';
import { shrunkShare } from './shrunkShare.ts';

/** Confirmed findings, or bad ratings, and what they are counted against; n = 0: the part does not exist for the unit. */
export interface Observed {
  findings: number;
  n: number;
}
export type ObservedParts = Readonly<Record<ScoredPart, Observed>>;

export interface PartScore extends Observed {
  part: ScoredPart;
  /** In the unit of its scale; null where n is 0. */
  figure: number | null;
  /** What the part is worth, of 100 over the parts that exist. */
  weight: number;
  lost: number;
}

/** Points awarded and taken by a person, each a sum of positive numbers, before the terms' limits. */
export interface Adjusted {
  bonus: number;
  deduction: number;
}
const notAdjusted: Adjusted = { bonus: 0, deduction: 0 };

export interface UnitScore {
  /** 100 less what the parts lose, with what was awarded and taken, to a tenth; null where no part exists. */
  score: number | null;
  /** As they count: within the terms' limits. */
  bonus: number;
  deduction: number;
  grade: Grade | null;
  parts: PartScore[];
}

const perThousand: ReadonlySet<ScoredPart> = new Set(['regularity', 'data']);

/** One share of n in the unit of the part's scale. */
export function figureOf(part: ScoredPart, share: number): number {
  return perThousand.has(part) ? share * 1000 : share;
}

/**
 * A unit's score over the parts that exist: the weight of the others is spread over them.
 * @param dissatisfied the share of bad ones among the ratings of all units
 */
export function scoreUnit(
  observed: ObservedParts,
  terms: EvaluationTerms,
  adjusted: Adjusted = notAdjusted,
  dissatisfied = 0,
): UnitScore {
  const existing = scoredParts.filter((part) => observed[part].n > 0);
  const whole = existing.reduce((sum, part) => sum + terms.weights[part], 0);
  const parts = scoredParts.map((part): PartScore => {
    const { findings, n } = observed[part];
    if (n === 0 || whole === 0) return { part, findings, n, figure: null, weight: 0, lost: 0 };
    const share =
      part === 'satisfaction' ? shrunkShare(observed[part], dissatisfied, terms.shrinkage) : findings / n;
    const figure = figureOf(part, share);
    const weight = (100 * terms.weights[part]) / whole;
    const { good, bad } = terms.scales[part];
    const badness = Math.min(1, Math.max(0, (figure - good) / (bad - good)));
    return { part, findings, n, figure, weight, lost: Math.round(weight * badness * 10) / 10 };
  });
  const { limits } = terms;
  const bonus = Math.min(adjusted.bonus, limits.bonus);
  const deduction = Math.min(adjusted.deduction, limits.deduction);
  if (whole === 0) return { score: null, grade: null, bonus, deduction, parts };
  // in tenths: what is lost and what is left make 100 as they are printed
  const lost = parts.reduce((sum, part) => sum + Math.round(part.lost * 10), 0);
  const left = Math.round(1000 - lost + bonus * 10 - deduction * 10) / 10;
  const score = Math.min(limits.cap, Math.max(limits.floor, left));
  return { score, grade: gradeOf(score, terms), bonus, deduction, parts };
}

function gradeOf(score: number, terms: EvaluationTerms): Grade {
  return grades.find((grade) => score >= terms.grades[grade]) ?? 'C';
}
