import { importedMapSchema, mapListSchema, mapSchema, newMapSchema } from '#contract/mapSchema';
import type { ApiRoute } from './apiRoute.ts';

const get = { method: 'get', needs: 'account', status: 200 } as const;

/** The map of the walls. */
export const mapApiRoutes: readonly ApiRoute[] = [
  {
    ...get,
    path: '/api/v1/map',
    summary: 'The map of the regions that walls show, with its approval number',
    answer: mapSchema,
  },
  {
    ...get,
    needs: 'screen',
    path: '/api/v1/screen/map',
    summary: 'The same, for a paired screen',
    answer: mapSchema,
  },
  {
    method: 'post',
    needs: 'account',
    path: '/api/v1/map',
    summary: 'Import another map, at most 5 MB; it is simplified to what a wall can show',
    body: { types: ['application/json'], schema: newMapSchema },
    status: 201,
    answer: importedMapSchema,
  },
  {
    ...get,
    path: '/api/v1/maps',
    summary: 'Imported maps, newest first, and how the newest fits the regions',
    answer: mapListSchema,
  },
];
