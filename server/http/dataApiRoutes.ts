import {
  erasureDecisionSchema,
  erasureListSchema,
  erasureSchema,
  newErasureSchema,
  personAskedSchema,
  personHoldingsSchema,
} from '#contract/erasureSchema';
import {
  retentionListSchema,
  retentionPreviewQuerySchema,
  retentionPreviewSchema,
  retentionTermSchema,
} from '#contract/retentionSchema';
import type { ApiRoute } from './apiRoute.ts';

const json = ['application/json'] as const;
const get = { method: 'get', needs: 'account', status: 200 } as const;
const post = { method: 'post', needs: 'account' } as const;

/** How long data is kept, and a person's data that goes. */
export const dataApiRoutes: readonly ApiRoute[] = [
  {
    ...get,
    path: '/api/v1/retention',
    summary: 'How long each kind of data is kept, and what went into files',
    answer: retentionListSchema,
  },
  {
    ...get,
    path: '/api/v1/retention/{kind}/preview',
    summary: 'What of a kind is past its time; changes nothing',
    query: retentionPreviewQuerySchema,
    answer: retentionPreviewSchema,
  },
  {
    method: 'put',
    needs: 'account',
    path: '/api/v1/retention/{kind}',
    summary: 'Set how long a kind is kept; what is older goes in the night',
    body: { types: json, schema: retentionTermSchema },
    status: 200,
    answer: retentionListSchema,
  },
  {
    ...post,
    path: '/api/v1/erasures:preview',
    summary: 'Where data of a person lies; tells nothing of what it is',
    body: { types: json, schema: personAskedSchema },
    status: 200,
    answer: personHoldingsSchema,
  },
  {
    ...get,
    path: '/api/v1/erasures',
    summary: 'Erasures that were asked for, newest first',
    answer: erasureListSchema,
  },
  {
    ...post,
    path: '/api/v1/erasures',
    summary: 'Ask for a person’s data to be erased',
    body: { types: json, schema: newErasureSchema },
    status: 201,
    answer: erasureSchema,
  },
  {
    ...post,
    path: '/api/v1/erasures/{id}/decide',
    summary: 'Have it erased for good, or refuse to; by another administrator',
    body: { types: json, schema: erasureDecisionSchema },
    status: 200,
    answer: erasureSchema,
  },
];
