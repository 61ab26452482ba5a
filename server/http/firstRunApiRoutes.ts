import { firstRunChangeSchema, firstRunSchema, removedTestCasesSchema } from '#contract/firstRunSchema';
import type { ApiRoute } from './apiRoute.ts';

const path = '/api/v1/first-run';

/** The guide of the first day. */
export const firstRunApiRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    needs: 'account',
    path,
    summary: 'What the installation has of what it needs to begin',
    status: 200,
    answer: firstRunSchema,
  },
  {
    method: 'put',
    needs: 'account',
    path,
    summary: 'Put the guide away for everybody, or bring it back',
    body: { types: ['application/json'], schema: firstRunChangeSchema },
    status: 204,
  },
  {
    method: 'delete',
    needs: 'account',
    path: `${path}/test-cases`,
    summary: "Void every event of the guide's test cases, each as its own source, and withdraw their flags",
    status: 200,
    answer: removedTestCasesSchema,
  },
];
