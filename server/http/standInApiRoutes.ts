import { accountSchema } from '#contract/accountSchema';
import {
  actForSchema,
  handOverSchema,
  newStandInSchema,
  standInListSchema,
  standInSchema,
} from '#contract/standInSchema';
import type { ApiRoute } from './apiRoute.ts';

const json = ['application/json'] as const;
const path = '/api/v1/stand-ins';
const all = { needs: 'account', status: 200 } as const;

/** Stand-ins of officers who are away. */
export const standInApiRoutes: readonly ApiRoute[] = [
  {
    ...all,
    method: 'get',
    path,
    summary: 'Own stand-ins, a supervisor’s with those within the scope, and whom one may name',
    answer: standInListSchema,
  },
  {
    ...all,
    method: 'post',
    path,
    summary: 'Name who stands in from a day to a day: for oneself, as a supervisor for others',
    body: { types: json, schema: newStandInSchema },
    status: 201,
    answer: standInSchema,
  },
  {
    ...all,
    method: 'post',
    path: `${path}/{id}:end`,
    summary: 'End it before its last day, or call it off',
    answer: standInSchema,
  },
  {
    ...all,
    method: 'get',
    path: `${path}/{id}/hand-over`,
    summary: 'What waits and will be handed over, and what was done in the officer’s place',
    answer: handOverSchema,
  },
  {
    ...all,
    method: 'put',
    path: '/api/v1/session/stand-in',
    summary: 'Act for the officer one stands in for, in one’s own name; null: in one’s own place again',
    body: { types: json, schema: actForSchema },
    answer: accountSchema,
  },
];
