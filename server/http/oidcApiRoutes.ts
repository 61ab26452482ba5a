import { oidcGroupListSchema, oidcStartQuerySchema, oidcStateSchema } from '#contract/oidcSchema';
import type { ApiRoute } from './apiRoute.ts';

const path = '/api/v1/oidc';
const groups = `${path}/groups`;
const get = { method: 'get', needs: 'nothing', status: 200 } as const;

/** Sign-in through the city's own provider. */
export const oidcApiRoutes: readonly ApiRoute[] = [
  {
    ...get,
    path,
    summary: 'Whether there is a provider to sign in through, and why this browser’s last attempt failed',
    answer: oidcStateSchema,
  },
  {
    ...get,
    path: `${path}/start`,
    summary: 'Lead the browser to the provider',
    query: oidcStartQuerySchema,
    status: 303,
  },
  { ...get, path: `${path}/callback`, summary: 'Where the provider leads the browser back to', status: 303 },
  {
    ...get,
    path: groups,
    summary: 'What the provider’s groups may do here',
    needs: 'account',
    answer: oidcGroupListSchema,
  },
  {
    path: groups,
    method: 'put',
    summary: 'Say what the provider’s groups may do here, all of them at once',
    needs: 'account',
    body: { types: ['application/json'], schema: oidcGroupListSchema },
    status: 200,
    answer: oidcGroupListSchema,
  },
];
