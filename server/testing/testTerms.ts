import type { EvaluationTerms } from '../domain/evaluation/evaluationTerms.ts';

/** As shipped with the table of the terms. */
export const testTerms: EvaluationTerms = {
  weights: { timeliness: 40, regularity: 25, satisfaction: 15, rectification: 10, data: 10 },
  scales: {
    timeliness: { good: 0, bad: 0.1, least: 30 },
    regularity: { good: 0, bad: 50, least: 30 },
    satisfaction: { good: 0, bad: 0.1, least: 30 },
    rectification: { good: 0, bad: 0.5, least: 30 },
    data: { good: 0, bad: 50, least: 30 },
  },
  grades: { 'A+': 95, A: 90, 'A-': 85, 'B+': 80, B: 70, 'B-': 60, C: 0 },
  dataRules: ['DAT-01', 'BKF-01', 'BKF-02', 'VOL-01', 'VOL-02', 'AMD-01'],
  limits: { floor: 0, cap: 100, bonus: 5, deduction: 10 },
  shrinkage: 100,
};
