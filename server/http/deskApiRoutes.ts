import { z } from 'zod';
import {
  attachmentListSchema,
  attachmentQuerySchema,
  attachmentSchema,
  newViewSchema,
  searchQuerySchema,
  searchSchema,
  viewListSchema,
  viewSchema,
} from '#contract/deskSchema';
import { auditExportQuerySchema } from '#contract/auditSchema';
import { caseExportQuerySchema, flagExportQuerySchema } from '#contract/querySchema';
import {
  caseResponsibilitySchema,
  responsibilityExportQuerySchema,
  responsibilityQuerySchema,
  responsibilitySchema,
} from '#contract/responsibilitySchema';
import type { ApiRoute } from './apiRoute.ts';

const account = 'account' as const;
const get = { method: 'get', needs: account, status: 200 } as const;
const view = { types: ['application/json'], schema: newViewSchema };
const csv = 'text/csv';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What the desk works with beside the lists: files of them, views, search, attachments. */
export const deskApiRoutes: readonly ApiRoute[] = [
  {
    ...get,
    path: '/api/v1/flags.csv',
    summary: 'The flags of a filter as CSV',
    query: flagExportQuerySchema,
    file: csv,
  },
  {
    ...get,
    path: '/api/v1/flags.xlsx',
    summary: 'The flags of a filter as XLSX',
    query: flagExportQuerySchema,
    file: xlsx,
  },
  {
    ...get,
    path: '/api/v1/cases.csv',
    summary: 'The cases of a filter as CSV',
    query: caseExportQuerySchema,
    file: csv,
  },
  {
    ...get,
    path: '/api/v1/cases.xlsx',
    summary: 'The cases of a filter as XLSX',
    query: caseExportQuerySchema,
    file: xlsx,
  },
  {
    ...get,
    path: '/api/v1/audit.csv',
    summary: 'The audit’s entries of a filter as CSV',
    query: auditExportQuerySchema,
    file: csv,
  },
  {
    ...get,
    path: '/api/v1/audit.xlsx',
    summary: 'The audit’s entries of a filter as XLSX',
    query: auditExportQuerySchema,
    file: xlsx,
  },
  {
    ...get,
    path: '/api/v1/responsibility.csv',
    summary: 'Whose the bad outcomes of a period are, as CSV',
    query: responsibilityExportQuerySchema,
    file: csv,
  },
  {
    ...get,
    path: '/api/v1/responsibility.xlsx',
    summary: 'Whose the bad outcomes of a period are, as XLSX',
    query: responsibilityExportQuerySchema,
    file: xlsx,
  },
  {
    ...get,
    path: '/api/v1/responsibility',
    summary: 'Whose the bad outcomes of a period are: by handler, department or item, most first',
    query: responsibilityQuerySchema,
    answer: responsibilitySchema,
  },
  {
    ...get,
    path: '/api/v1/cases/{caseId}/responsibility',
    summary: 'Who had a case, when and how long, who was asked first, and whose each bad outcome is',
    answer: caseResponsibilitySchema,
  },
  {
    ...get,
    path: '/api/v1/search',
    summary: 'Case numbers, items, departments, an applicant by the exact identity number',
    query: searchQuerySchema,
    answer: searchSchema,
  },
  { ...get, path: '/api/v1/views', summary: 'System views, own and shared ones', answer: viewListSchema },
  {
    method: 'post',
    needs: account,
    path: '/api/v1/views',
    summary: 'Save a view',
    body: view,
    status: 201,
    answer: viewSchema,
  },
  {
    method: 'put',
    needs: account,
    path: '/api/v1/views/{id}',
    summary: 'Change a view of one’s own',
    body: view,
    status: 200,
    answer: viewSchema,
  },
  {
    method: 'delete',
    needs: account,
    path: '/api/v1/views/{id}',
    summary: 'Remove a view of one’s own; an administrator also a shared one',
    status: 204,
  },
  {
    ...get,
    path: '/api/v1/flags/{id}/attachments',
    summary: 'Files attached to a flag',
    answer: attachmentListSchema,
  },
  {
    method: 'post',
    needs: account,
    path: '/api/v1/flags/{id}/attachments',
    summary: 'Attach a file; the body is the file, up to 20 MB',
    query: attachmentQuerySchema,
    body: { types: ['application/octet-stream'], schema: z.unknown() },
    status: 201,
    answer: attachmentSchema,
  },
  { ...get, path: '/api/v1/attachments/{hash}', summary: 'An attached file', file: '*/*' },
];
