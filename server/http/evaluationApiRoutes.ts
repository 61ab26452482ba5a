import {
  adjustmentListSchema,
  adjustmentSchema,
  adjustmentsQuerySchema,
  newAdjustmentSchema,
  revokedAdjustmentSchema,
} from '#contract/adjustmentSchema';
import {
  evaluationSchema,
  evaluationTermsListSchema,
  evaluationTermsSchema,
  newEvaluationTermsSchema,
  triedEvaluationSchema,
} from '#contract/evaluationSchema';
import { rankingQuerySchema } from '#contract/querySchema';
import type { ApiRoute } from './apiRoute.ts';

const get = { method: 'get', needs: 'account', status: 200 } as const;

/** How units are scored, and how they came out. */
export const evaluationApiRoutes: readonly ApiRoute[] = [
  {
    ...get,
    path: '/api/v1/evaluations',
    summary: 'Departments or regions scored and ranked, each lost point with its flags, and their balance',
    query: rankingQuerySchema,
    answer: evaluationSchema,
  },
  {
    ...get,
    path: '/api/v1/evaluation-terms',
    summary: 'Versions of weights, scales and grades, newest first',
    answer: evaluationTermsListSchema,
  },
  {
    method: 'post',
    needs: 'account',
    path: '/api/v1/evaluation-terms',
    summary: 'Records a version of weights, scales or grades from a day on',
    body: { types: ['application/json'], schema: newEvaluationTermsSchema },
    status: 201,
    answer: evaluationTermsSchema,
  },
  {
    method: 'post',
    needs: 'account',
    path: '/api/v1/evaluations:try',
    summary: 'Scores and ranks a period by other terms; nothing is stored',
    body: { types: ['application/json'], schema: triedEvaluationSchema },
    status: 200,
    answer: evaluationSchema,
  },
  {
    ...get,
    path: '/api/v1/evaluation-adjustments',
    summary: 'Points awarded and taken by a person in a period, revoked ones too',
    query: adjustmentsQuerySchema,
    answer: adjustmentListSchema,
  },
  {
    method: 'post',
    needs: 'account',
    path: '/api/v1/evaluation-adjustments',
    summary: 'Awards points to a unit, or takes some, with a reason and its evidence',
    body: { types: ['application/json'], schema: newAdjustmentSchema },
    status: 201,
    answer: adjustmentSchema,
  },
  {
    method: 'post',
    needs: 'account',
    path: '/api/v1/evaluation-adjustments/{adjustmentId}:revoke',
    summary: 'Revokes points; they stay listed, with who revoked them and why',
    body: { types: ['application/json'], schema: revokedAdjustmentSchema },
    status: 200,
    answer: adjustmentSchema,
  },
];
