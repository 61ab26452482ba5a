import { flagActions, type FlagAction } from '#contract/followup';
import {
  actionSchemas,
  bulkAnswerSchema,
  bulkSchema,
  decideOrderSchema,
  exemptionListQuerySchema,
  exemptionListSchema,
  followupTermsListSchema,
  followupTermsSchema,
  newFollowupTermsSchema,
  followedFlagSchema,
  newOrderSchema,
  orderListQuerySchema,
  orderListSchema,
  orderSchema,
} from '#contract/followupSchema';
import type { ApiRoute } from './apiRoute.ts';

const json = ['application/json'] as const;
const post = { method: 'post', needs: 'account', status: 200 } as const;
const get = { method: 'get', needs: 'account', status: 200 } as const;

const summaries: Record<FlagAction, string> = {
  send: 'Ask the department; can be undone for ten seconds',
  undo: 'Undo a send within its first seconds',
  recall: 'Take back a send that was delivered and not answered',
  reply: 'Answer with a cause',
  verdict: 'Say what it was; a confirmed query becomes yellow or red',
  order: 'Order supervision: blue at once, orange and red once a supervisor approves',
  rectify: 'Report what was rectified',
  review: 'Say whether the rectification passes',
  close: 'Close what passed its review',
  appeal: 'Contest it',
  'decide-appeal': 'Withdraw the flag, uphold it, or leave the appeal to a supervisor',
  exempt: 'Ask for an exemption until a day',
  approve: 'Approve or refuse the exemption that was asked for',
  withdraw: 'Withdraw a flag that is wrong',
  adopt: 'Take an archived flag of history into follow-up',
  assign: 'Say who carries it',
  'hand-over': 'Hand it over to somebody else',
  remind: 'Remind the department',
  call: 'Log a call: with whom, when, what was said',
  note: 'Add a note; those mentioned are told',
};

/** The follow-up of flags. Every single action needs If-Match with the flag's version. */
export const followupApiRoutes: readonly ApiRoute[] = [
  ...flagActions.map((action): ApiRoute => ({
    ...post,
    path: `/api/v1/flags/{id}/${action}`,
    summary: summaries[action],
    body: { types: json, schema: actionSchemas[action] },
    answer: followedFlagSchema,
  })),
  {
    ...post,
    path: '/api/v1/flags:bulk',
    summary: 'The same action on many flags, each with its own refusal; dryRun previews it',
    body: { types: json, schema: bulkSchema },
    answer: bulkAnswerSchema,
  },
  {
    ...get,
    path: '/api/v1/orders',
    summary: 'Supervision orders, newest first',
    query: orderListQuerySchema,
    answer: orderListSchema,
  },
  { ...get, path: '/api/v1/orders/{id}', summary: 'A supervision order', answer: orderSchema },
  {
    ...post,
    path: '/api/v1/orders',
    summary: 'Order supervision of flags of one department: of all or none',
    body: { types: json, schema: newOrderSchema },
    status: 201,
    answer: bulkAnswerSchema,
  },
  {
    ...post,
    path: '/api/v1/orders/{id}/approve',
    summary: 'Approve or refuse an order; needs If-Match',
    body: { types: json, schema: decideOrderSchema },
    answer: orderSchema,
  },
  {
    ...get,
    path: '/api/v1/exemptions',
    summary: 'Flags whose exemption was asked for and is not decided, the longest waiting first',
    query: exemptionListQuerySchema,
    answer: exemptionListSchema,
  },
  {
    ...get,
    path: '/api/v1/followup-terms',
    summary: 'Versions of limits, hold and ladder, newest first',
    answer: followupTermsListSchema,
  },
  {
    ...post,
    path: '/api/v1/followup-terms',
    summary: 'Records a version of limits, hold and ladder from a day on',
    body: { types: json, schema: newFollowupTermsSchema },
    status: 201,
    answer: followupTermsSchema,
  },
];
