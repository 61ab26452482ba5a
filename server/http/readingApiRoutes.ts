import { z } from 'zod';
import {
  caseListSchema,
  flagListSchema,
  heatmapSchema,
  overviewSchema,
  rankingSchema,
} from '#contract/answerSchema';
import { deadLetterListSchema } from '#contract/deadLetterSchema';
import { sourceListSchema } from '#contract/sourceReadingSchema';
import { followedFlagSchema } from '#contract/followupSchema';
import { caseClocksQuerySchema, caseClocksSchema } from '#contract/caseClockSchema';
import {
  newQualityTermsSchema,
  qualityQuerySchema,
  qualityTermsListSchema,
  qualityTermsSchema,
  sourceQualitySchema,
} from '#contract/sourceQualitySchema';
import {
  caseListQuerySchema,
  deadLetterListQuerySchema,
  explainQuerySchema,
  flagListQuerySchema,
  heatmapQuerySchema,
  overviewQuerySchema,
  rankingQuerySchema,
} from '#contract/querySchema';
import type { ApiRoute } from './apiRoute.ts';

const anyObject = z.record(z.string(), z.unknown());
const json = ['application/json'] as const;
const get = { method: 'get', needs: 'account', status: 200 } as const;
const post = { method: 'post', status: 200 } as const;

/** Cases, flags, figures, sources and the catalogue as they are read. */
export const readingApiRoutes: readonly ApiRoute[] = [
  {
    ...get,
    path: '/api/v1/cases',
    summary: 'Cases, newest first',
    query: caseListQuerySchema,
    answer: caseListSchema,
  },
  {
    ...get,
    path: '/api/v1/cases/{caseId}',
    summary: 'State, limits, due dates, events and flags of a case',
    query: explainQuerySchema,
    answer: anyObject,
  },
  {
    ...get,
    path: '/api/v1/cases/{caseId}/explain',
    summary: 'Day-by-day arithmetic and every rule’s result',
    query: explainQuerySchema,
    answer: anyObject,
  },
  {
    ...get,
    path: '/api/v1/case-clocks',
    summary: 'How far the limits of up to 200 cases are used',
    query: caseClocksQuerySchema,
    answer: caseClocksSchema,
  },
  {
    ...get,
    path: '/api/v1/flags',
    summary: 'Flags, newest raised first',
    query: flagListQuerySchema,
    answer: flagListSchema,
  },
  {
    ...get,
    path: '/api/v1/flags/{id}',
    summary: 'A flag with evidence, history, how its follow-up stands and what the caller may do',
    answer: followedFlagSchema,
  },
  {
    ...get,
    path: '/api/v1/overview',
    summary: 'Figures of a day',
    query: overviewQuerySchema,
    answer: overviewSchema,
  },
  {
    ...get,
    path: '/api/v1/heatmap',
    summary: 'Figures by region and department, item or hour',
    query: heatmapQuerySchema,
    answer: heatmapSchema,
  },
  {
    ...get,
    path: '/api/v1/rankings',
    summary: 'On-time rates of a period, ranked',
    query: rankingQuerySchema,
    answer: rankingSchema,
  },
  {
    ...get,
    path: '/api/v1/sources',
    summary: 'Sources: last heard, counters, silence, score of their data',
    answer: sourceListSchema,
  },
  {
    ...get,
    path: '/api/v1/sources/{id}/quality',
    summary: 'The quality of a source’s data: a score with its parts',
    query: qualityQuerySchema,
    answer: sourceQualitySchema,
  },
  {
    ...get,
    path: '/api/v1/quality-terms',
    summary: 'Versions of the thresholds of that score, newest first',
    answer: qualityTermsListSchema,
  },
  {
    ...post,
    needs: 'account',
    path: '/api/v1/quality-terms',
    summary: 'Records a version of the thresholds from a day on',
    body: { types: json, schema: newQualityTermsSchema },
    status: 201,
    answer: qualityTermsSchema,
  },
  {
    ...get,
    path: '/api/v1/dead-letters',
    summary: 'Events that were refused, and why',
    query: deadLetterListQuerySchema,
    answer: deadLetterListSchema,
  },
  {
    ...get,
    path: '/api/v1/catalogue',
    summary: 'Regions, departments, items and calendars as they stand today',
    answer: anyObject,
  },
];
