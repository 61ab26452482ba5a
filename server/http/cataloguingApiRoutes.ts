import { entryKinds } from '#contract/catalogueEntry';
import {
  entryListQuerySchema,
  entryListSchema,
  entrySchema,
  entrySchemas,
  revisionDifferenceSchema,
  revisionListQuerySchema,
  revisionListSchema,
} from '#contract/catalogueEntrySchema';
import {
  catalogueImportSchema,
  catalogueReportSchema,
  catalogueTableQuerySchema,
} from '#contract/catalogueImportSchema';
import { catalogueSchema } from '#contract/catalogueSchema';
import type { ApiRoute } from './apiRoute.ts';

const json = ['application/json'] as const;
const get = { method: 'get', needs: 'account', status: 200 } as const;
const tables = ['regions', 'department-kinds', 'departments', 'items', 'steps'] as const;

/** The catalogue as administrators keep it. */
export const cataloguingApiRoutes: readonly ApiRoute[] = [
  ...entryKinds.flatMap((kind): ApiRoute[] => [
    {
      ...get,
      path: `/api/v1/catalogue/${kind}`,
      summary: `The ${kind} of the catalogue, those to be completed first`,
      query: entryListQuerySchema,
      answer: entryListSchema,
    },
    {
      ...get,
      path: `/api/v1/catalogue/${kind}/{code}`,
      summary: 'One of them with all its versions',
      answer: entrySchema,
    },
    {
      ...get,
      method: 'put',
      path: `/api/v1/catalogue/${kind}/{code}`,
      summary: 'Record another version of it; If-Match names the version seen, "0" that it is new',
      body: { types: json, schema: entrySchemas[kind] },
      answer: entrySchema,
    },
  ]),
  {
    ...get,
    path: '/api/v1/catalogue/revisions',
    summary: 'Who recorded what in the catalogue when, newest first',
    query: revisionListQuerySchema,
    answer: revisionListSchema,
  },
  {
    ...get,
    path: '/api/v1/catalogue/revisions/{revision}',
    summary: 'What a revision changed, record by record',
    answer: revisionDifferenceSchema,
  },
  {
    method: 'post',
    needs: 'account',
    path: '/api/v1/catalogue:import',
    summary: 'Report what files would make of the catalogue; with If-Match of such a report, make it',
    body: { types: json, schema: catalogueImportSchema },
    status: 200,
    answer: catalogueReportSchema,
  },
  {
    ...get,
    path: '/api/v1/catalogue/files/catalogue.json',
    summary: 'The catalogue as a document that imports to nothing new',
    answer: catalogueSchema,
  },
  ...tables.map((table): ApiRoute => ({
    ...get,
    path: `/api/v1/catalogue/files/${table}.csv`,
    summary: `The table of ${table} as a file that imports to nothing new`,
    query: catalogueTableQuerySchema,
    file: 'text/csv',
  })),
];
