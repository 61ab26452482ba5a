import {
  jobListSchema,
  selfWatchSchema,
  slotListSchema,
  slotQuerySchema,
  startedSlotSchema,
  troubleListSchema,
} from '#contract/selfWatchSchema';
import type { ApiRoute } from './apiRoute.ts';

const get = { method: 'get', needs: 'account', status: 200 } as const;

/** How duban itself does. */
export const watchApiRoutes: readonly ApiRoute[] = [
  {
    ...get,
    path: '/api/v1/self-watch',
    summary: 'Servers, database, what waits, and what is wrong',
    answer: selfWatchSchema,
  },
  {
    ...get,
    path: '/api/v1/self-watch/troubles',
    summary: 'What is wrong with duban itself, what stops it first',
    answer: troubleListSchema,
  },
  { ...get, path: '/api/v1/jobs', summary: 'The jobs of the schedule, as they stand', answer: jobListSchema },
  {
    ...get,
    path: '/api/v1/job-slots',
    summary: 'The ledger of slots, newest first: a day of what ended well, a week of the rest',
    query: slotQuerySchema,
    answer: slotListSchema,
  },
  {
    method: 'post',
    needs: 'account',
    path: '/api/v1/jobs/{job}:run',
    summary: 'Runs a job now, beside its plan; 409 while it runs',
    status: 202,
    answer: startedSlotSchema,
  },
];
