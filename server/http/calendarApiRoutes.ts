import {
  calendarAnswerSchema,
  calendarCaseListSchema,
  calendarCasesExportQuerySchema,
  calendarCasesQuerySchema,
  calendarListSchema,
  calendarQuerySchema,
} from '#contract/calendarSchema';
import type { ApiRoute } from './apiRoute.ts';

const get = { method: 'get', needs: 'account', status: 200 } as const;

/** Calendars as they are read, and the cases that their changes concern. */
export const calendarApiRoutes: readonly ApiRoute[] = [
  {
    ...get,
    path: '/api/v1/calendars',
    summary: 'Calendars and whose records name them',
    answer: calendarListSchema,
  },
  {
    ...get,
    path: '/api/v1/calendars/{code}',
    summary: 'A calendar with its days and versions',
    query: calendarQuerySchema,
    answer: calendarAnswerSchema,
  },
  {
    ...get,
    path: '/api/v1/calendar-runs/{id}/cases',
    summary: 'The cases that one of the newest runs concerns, by number',
    query: calendarCasesQuerySchema,
    answer: calendarCaseListSchema,
  },
  {
    ...get,
    path: '/api/v1/calendar-runs/{id}/cases.csv',
    summary: 'The same as CSV',
    query: calendarCasesExportQuerySchema,
    file: 'text/csv',
  },
  {
    ...get,
    path: '/api/v1/calendar-runs/{id}/cases.xlsx',
    summary: 'The same as XLSX',
    query: calendarCasesExportQuerySchema,
    file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
];
