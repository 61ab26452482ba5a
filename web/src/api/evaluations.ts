import type { Evaluation } from '#contract/evaluationSchema';
import { request } from './request.ts';

export type { Evaluation };
export type EvaluatedUnit = Evaluation['units'][number];
export type EvaluatedPart = EvaluatedUnit['parts'][number];

/** @param period a month `2026-10`, a quarter `2026-Q4` or a year `2026` */
export function getEvaluation(by: Evaluation['by'], period: string): Promise<Evaluation> {
  return request('GET', `/evaluations?${new URLSearchParams({ by, period })}`);
}
