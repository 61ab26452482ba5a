import {
  evaluationSchema,
  evaluationTermsListSchema,
  evaluationTermsSchema,
  newEvaluationTermsSchema,
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
];
