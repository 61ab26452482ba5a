import { scoredParts } from '#contract/evaluation';
import type { ChangedTerms } from '#contract/evaluationSchema';
import { Problem } from '#contract/problem';
import type { EvaluationTerms } from '../domain/evaluation/evaluationTerms.ts';

/** The terms with some of them changed. @throws Problem `invalid` when nothing that is scored weighs anything */
export function changedTerms(
  { weights, scales, grades, dataRules, limits, shrinkage }: EvaluationTerms,
  changed: ChangedTerms,
): EvaluationTerms {
  const terms: EvaluationTerms = {
    weights: { ...weights, ...changed.weights },
    scales: { ...scales, ...changed.scales },
    grades: changed.grades ?? grades,
    dataRules: changed.dataRules ?? dataRules,
    limits: changed.limits ?? limits,
    shrinkage: changed.shrinkage ?? shrinkage,
  };
  if (scoredParts.every((part) => terms.weights[part] === 0))
    throw new Problem(
      'invalid',
      'The field "weights" leaves nothing to score by; weigh a part that is scored.',
      { path: 'terms.weights' },
    );
  return terms;
}
