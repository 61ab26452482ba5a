import type { Adjustment, NewAdjustment } from '#contract/adjustmentSchema';
import type { ChangedTerms, Evaluation } from '#contract/evaluationSchema';
import { request } from './request.ts';

export type { Adjustment, ChangedTerms, Evaluation, NewAdjustment };
export type EvaluatedUnit = Evaluation['units'][number];

/** @param period a month `2026-10`, a quarter `2026-Q4` or a year `2026` */
export function getEvaluation(by: Evaluation['by'], period: string): Promise<Evaluation> {
  return request('GET', `/evaluations?${new URLSearchParams({ by, period })}`);
}

/** How it would be by other terms; nothing is stored. */
export function tryEvaluation(
  by: Evaluation['by'],
  period: string,
  terms: ChangedTerms,
): Promise<Evaluation> {
  return request('POST', '/evaluations:try', { by, period, terms });
}

export function addAdjustment(adjustment: NewAdjustment): Promise<Adjustment> {
  return request('POST', '/evaluation-adjustments', adjustment);
}

export function revokeAdjustment(adjustmentId: number, reason: string): Promise<Adjustment> {
  return request('POST', `/evaluation-adjustments/${adjustmentId}:revoke`, { reason });
}
