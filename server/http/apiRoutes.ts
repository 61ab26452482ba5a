import { z } from 'zod';
import { accountSchema, setupSchema, setupStateSchema, signInSchema } from '#contract/accountSchema';
import { cloudEventSchema, ingestAnswerSchema } from '#contract/ingestSchema';
import type { ApiRoute } from './apiRoute.ts';
import { accessApiRoutes } from './accessApiRoutes.ts';
import { calendarApiRoutes } from './calendarApiRoutes.ts';
import { cataloguingApiRoutes } from './cataloguingApiRoutes.ts';
import { dataApiRoutes } from './dataApiRoutes.ts';
import { deskApiRoutes } from './deskApiRoutes.ts';
import { evaluationApiRoutes } from './evaluationApiRoutes.ts';
import { firstRunApiRoutes } from './firstRunApiRoutes.ts';
import { followupApiRoutes } from './followupApiRoutes.ts';
import { lawApiRoutes } from './lawApiRoutes.ts';
import { mapApiRoutes } from './mapApiRoutes.ts';
import { notificationApiRoutes } from './notificationApiRoutes.ts';
import { readingApiRoutes } from './readingApiRoutes.ts';
import { reportApiRoutes } from './reportApiRoutes.ts';
import { screenApiRoutes } from './screenApiRoutes.ts';
import { sourceApiRoutes } from './sourceApiRoutes.ts';
import { standInApiRoutes } from './standInApiRoutes.ts';
import { watchApiRoutes } from './watchApiRoutes.ts';

const json = ['application/json'] as const;
const events = {
  types: [
    'application/cloudevents+json',
    'application/cloudevents-batch+json',
    'application/json',
    'application/x-ndjson',
  ],
  schema: z.union([cloudEventSchema, z.array(cloudEventSchema)]),
};
const get = { method: 'get', needs: 'account', status: 200 } as const;
const post = { method: 'post', status: 200 } as const;

/** What the server answers, as /openapi.json tells it: one line a route. */
export const apiRoutes: readonly ApiRoute[] = [
  {
    ...post,
    path: '/api/v1/events',
    summary: 'Take events in',
    needs: 'sourceKey',
    body: events,
    answer: ingestAnswerSchema,
  },
  {
    ...post,
    path: '/api/v1/events:validate',
    summary: 'Check events, write nothing',
    needs: 'sourceKey',
    body: events,
    answer: ingestAnswerSchema,
  },
  {
    ...get,
    path: '/api/v1/setup',
    summary: 'Whether the first account is still to be made',
    needs: 'nothing',
    answer: setupStateSchema,
  },
  {
    ...post,
    path: '/api/v1/setup',
    summary: 'Make the first account',
    needs: 'nothing',
    body: { types: json, schema: setupSchema },
    status: 201,
    answer: accountSchema,
  },
  { ...get, path: '/api/v1/session', summary: 'Who is signed in', answer: accountSchema },
  {
    ...post,
    path: '/api/v1/session',
    summary: 'Sign in',
    needs: 'nothing',
    body: { types: json, schema: signInSchema },
    answer: accountSchema,
  },
  { path: '/api/v1/session', method: 'delete', summary: 'Sign out', needs: 'nothing', status: 204 },
  ...readingApiRoutes,
  ...mapApiRoutes,
  ...cataloguingApiRoutes,
  ...lawApiRoutes,
  ...calendarApiRoutes,
  ...accessApiRoutes,
  ...dataApiRoutes,
  ...deskApiRoutes,
  ...evaluationApiRoutes,
  ...firstRunApiRoutes,
  ...followupApiRoutes,
  ...standInApiRoutes,
  ...notificationApiRoutes,
  ...reportApiRoutes,
  ...screenApiRoutes,
  ...watchApiRoutes,
  ...sourceApiRoutes,
  { ...get, path: '/healthz', summary: 'The process answers', needs: 'nothing' },
  { ...get, path: '/readyz', summary: 'The database answers and has its tables', needs: 'nothing' },
  { ...get, path: '/metrics', summary: 'Prometheus; without an account from this machine only' },
];
