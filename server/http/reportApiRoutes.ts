import { z } from 'zod';
import { appealDecisionSchema, newAppealSchema, openAppealsSchema } from '#contract/reports/appealSchema';
import { figureCasesQuerySchema, figureCasesSchema } from '#contract/reports/figureCasesSchema';
import {
  issueSchema,
  newReportSchema,
  reportDocumentQuerySchema,
  reportListQuerySchema,
  reportListSchema,
  reportQuerySchema,
  reportSchema,
  wholeReportSchema,
} from '#contract/reports/reportSchema';
import {
  newSubscriptionSchema,
  newTemplateQuerySchema,
  subscriptionListSchema,
  subscriptionSchema,
  templateListSchema,
  templateSchema,
} from '#contract/reports/reportSetupSchema';
import type { ApiRoute } from './apiRoute.ts';

const json = ['application/json'] as const;
const get = { method: 'get', needs: 'account', status: 200 } as const;
const post = { method: 'post', needs: 'account', status: 200 } as const;
const remove = { method: 'delete', needs: 'account', status: 204 } as const;
const step = (action: string, summary: string): Pick<ApiRoute, 'path' | 'summary' | 'answer'> => ({
  path: `/api/v1/reports/{id}:${action}`,
  summary,
  answer: wholeReportSchema,
});

/** Reports: the archive, the steps of a report's life, its files, and who is sent them. */
export const reportApiRoutes: readonly ApiRoute[] = [
  {
    ...get,
    path: '/api/v1/reports',
    summary: 'Reports, the newest first: of one’s own places, and bulletins that tell of them',
    query: reportListQuerySchema,
    answer: reportListSchema,
  },
  {
    ...post,
    path: '/api/v1/reports',
    summary: 'Have a report made; 200 where it is there already',
    body: { types: json, schema: newReportSchema },
    status: 202,
    answer: reportSchema,
  },
  {
    ...get,
    path: '/api/v1/reports/{id}',
    summary: 'A report and how far it has come; with a format its file, with the snapshot’s hash in the ETag',
    query: reportQuerySchema,
    answer: wholeReportSchema,
  },
  {
    ...get,
    path: '/api/v1/reports/{id}/document',
    summary: 'What a report says, in blocks, tables and charts, before any file format',
    query: reportDocumentQuerySchema,
    answer: z.object({ language: z.enum(['zh', 'en']), title: z.string() }).loose(),
  },
  {
    ...get,
    path: '/api/v1/reports/{id}/figures/{by}/{code}/{indicator}/cases',
    summary: 'The cases or flags that a figure counts, as they are known now; - for the code of the whole',
    query: figureCasesQuerySchema,
    answer: figureCasesSchema,
  },
  { ...post, ...step('cancel', 'End the work on a report; a draft that was there stays') },
  {
    ...post,
    ...step('open-appeals', 'Show a draft to those whom it ranks, who may appeal; takes If-Match'),
    body: { types: json, schema: openAppealsSchema },
  },
  {
    ...post,
    ...step('appeal', 'Say that a figure of one’s own is wrong'),
    body: { types: json, schema: newAppealSchema },
    status: 201,
  },
  {
    ...post,
    ...step('decide-appeal', 'Accept or reject an appeal'),
    body: { types: json, schema: appealDecisionSchema },
  },
  {
    ...post,
    ...step(
      'issue',
      'Issue a report with the figures as they are known now; cannot be undone; takes If-Match',
    ),
    body: { types: json, schema: issueSchema },
    status: 202,
  },
  {
    ...get,
    path: '/api/v1/report-templates',
    summary: 'Units’ own Word papers with placeholders',
    answer: templateListSchema,
  },
  {
    ...post,
    path: '/api/v1/report-templates',
    summary: 'Add one, at most 5 MB; it is tried on the newest report of its kind',
    query: newTemplateQuerySchema,
    body: {
      types: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
      schema: z.unknown(),
    },
    status: 201,
    answer: templateSchema,
  },
  { ...remove, path: '/api/v1/report-templates/{id}', summary: 'Offer it no more' },
  {
    ...get,
    path: '/api/v1/report-subscriptions',
    summary: 'Which channels are sent what is issued',
    answer: subscriptionListSchema,
  },
  {
    ...post,
    path: '/api/v1/report-subscriptions',
    summary: 'Send a channel what is issued; the same again changes what is attached',
    body: { types: json, schema: newSubscriptionSchema },
    status: 201,
    answer: subscriptionSchema,
  },
  { ...remove, path: '/api/v1/report-subscriptions/{id}', summary: 'Send it no more' },
];
