import { z } from 'zod';
import { accountSchema, setupSchema, setupStateSchema, signInSchema } from '#contract/accountSchema';
import {
  caseListSchema,
  deadLetterListSchema,
  flagListSchema,
  heatmapSchema,
  overviewSchema,
  rankingSchema,
  sourceListSchema,
} from '#contract/answerSchema';
import {
  applyCalendarSchema,
  calendarChangeSchema,
  calendarRunListSchema,
  calendarRunSchema,
} from '#contract/calendarSchema';
import { followedFlagSchema } from '#contract/followupSchema';
import { caseClocksQuerySchema, caseClocksSchema } from '#contract/caseClockSchema';
import { cloudEventSchema, ingestAnswerSchema } from '#contract/ingestSchema';
import {
  newRuleVersionSchema,
  proposalSchema,
  rejudgeSchema,
  ruleListSchema,
  ruleRunListSchema,
  ruleRunSchema,
  ruleVersionSchema,
} from '#contract/ruleSchema';
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
import { accessApiRoutes } from './accessApiRoutes.ts';
import { deskApiRoutes } from './deskApiRoutes.ts';
import { evaluationApiRoutes } from './evaluationApiRoutes.ts';
import { followupApiRoutes } from './followupApiRoutes.ts';
import { notificationApiRoutes } from './notificationApiRoutes.ts';
import { standInApiRoutes } from './standInApiRoutes.ts';

export interface ApiRoute {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As OpenAPI writes it: parameters in braces. */
  path: string;
  summary: string;
  /** Who may: nobody in particular, the key of a source, or an account (session cookie or API token). */
  needs: 'nothing' | 'sourceKey' | 'account';
  query?: z.ZodObject;
  body?: { types: readonly string[]; schema: z.ZodType };
  status: number;
  answer?: z.ZodType;
  /** Media type, where a file is answered. */
  file?: string;
}

const anyObject = z.record(z.string(), z.unknown());
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
  { ...get, path: '/api/v1/rules', summary: 'Rules, their versions and thresholds', answer: ruleListSchema },
  {
    ...post,
    path: '/api/v1/rules/{id}/versions',
    summary: 'Set thresholds, severity or scope from today or a later day on',
    needs: 'account',
    body: { types: json, schema: newRuleVersionSchema },
    status: 201,
    answer: ruleVersionSchema,
  },
  {
    ...post,
    path: '/api/v1/rules/{id}:backtest',
    summary: 'Try a change on past cases; Location tells where its progress and report are',
    needs: 'account',
    body: { types: json, schema: proposalSchema },
    status: 202,
    answer: ruleRunSchema,
  },
  {
    ...post,
    path: '/api/v1/rules/{id}:rejudge',
    summary: 'Judge past cases again, by what a finished back-test has tried',
    needs: 'account',
    body: { types: json, schema: rejudgeSchema },
    status: 202,
    answer: ruleRunSchema,
  },
  {
    ...post,
    needs: 'account',
    path: '/api/v1/calendars/{code}/changes:preview',
    summary: 'Begins a preview of a change of a calendar; Location tells where it reports',
    body: { types: json, schema: calendarChangeSchema },
    status: 202,
    answer: calendarRunSchema,
  },
  {
    ...post,
    needs: 'account',
    path: '/api/v1/calendars/{code}/changes',
    summary: 'Applies the change that a preview has shown',
    body: { types: json, schema: applyCalendarSchema },
    status: 202,
    answer: calendarRunSchema,
  },
  {
    ...get,
    path: '/api/v1/calendar-runs',
    summary: 'Previews and applications of calendars’ changes, newest first',
    answer: calendarRunListSchema,
  },
  {
    ...get,
    path: '/api/v1/calendar-runs/{id}',
    summary: 'Progress and result of one',
    answer: calendarRunSchema,
  },
  {
    path: '/api/v1/calendar-runs/{id}',
    method: 'delete',
    needs: 'account',
    summary: 'Ends a preview',
    status: 204,
  },
  {
    ...get,
    path: '/api/v1/rule-runs',
    summary: 'Back-tests and re-judgements, newest first',
    answer: ruleRunListSchema,
  },
  {
    ...get,
    path: '/api/v1/rule-runs/{id}',
    summary: 'Progress and result of one',
    answer: ruleRunSchema,
  },
  {
    path: '/api/v1/rule-runs/{id}',
    method: 'delete',
    summary: 'End a back-test',
    needs: 'account',
    status: 204,
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
  ...accessApiRoutes,
  ...deskApiRoutes,
  ...evaluationApiRoutes,
  ...followupApiRoutes,
  ...standInApiRoutes,
  ...notificationApiRoutes,
  { ...get, path: '/healthz', summary: 'The process answers', needs: 'nothing' },
  { ...get, path: '/readyz', summary: 'The database answers and has its tables', needs: 'nothing' },
  { ...get, path: '/metrics', summary: 'Prometheus; without an account from this machine only' },
];
