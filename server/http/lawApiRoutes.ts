import {
  applyCalendarSchema,
  calendarChangeSchema,
  calendarRunListSchema,
  calendarRunSchema,
} from '#contract/calendarSchema';
import {
  newRuleVersionSchema,
  proposalSchema,
  rejudgeSchema,
  ruleListSchema,
  ruleRunListSchema,
  ruleRunSchema,
  ruleVersionSchema,
} from '#contract/ruleSchema';
import type { ApiRoute } from './apiRoute.ts';

const json = ['application/json'] as const;
const get = { method: 'get', needs: 'account', status: 200 } as const;
const post = { method: 'post', status: 200 } as const;

/** Rules and calendars, their changes, and what those do to cases. */
export const lawApiRoutes: readonly ApiRoute[] = [
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
];
