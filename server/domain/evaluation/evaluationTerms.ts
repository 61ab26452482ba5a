import type { Grade, ScoredPart } from '#contract/evaluation';
import type { RuleId } from '#contract/rule';

/** Up to which figure a part loses nothing, from which on all, and how many observations it takes to be ranked. */
export interface Scale {
  good: number;
  bad: number;
  least: number;
}

/** Of a score: what it is never below or above, and the most that bonuses together give and deductions take. */
export interface ScoreLimits {
  floor: number;
  cap: number;
  bonus: number;
  deduction: number;
}

/** How units are scored: local policy, versioned in the database. */
export interface EvaluationTerms {
  weights: Readonly<Record<ScoredPart, number>>;
  /** Per 1,000 for regularity and data, a share for the others. */
  scales: Readonly<Record<ScoredPart, Scale>>;
  /** The least score of each grade. */
  grades: Readonly<Record<Grade, number>>;
  /** Rules whose confirmed findings are faults of the data and not of the work. */
  dataRules: readonly RuleId[];
  limits: ScoreLimits;
  /** So many ratings of all units together weigh in the satisfaction of each. */
  shrinkage: number;
}
