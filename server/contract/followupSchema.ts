import { z } from 'zod';
import { day } from './day.ts';
import { flagDetailSchema, flagSummarySchema } from './answerSchema.ts';
import {
  appealOutcomes,
  flagActions,
  orderLevels,
  orderStates,
  replyCauses,
  verdicts,
  type FlagAction,
} from './followup.ts';
import { maskNumbers } from './maskNumbers.ts';
import { flagStatuses } from './rule.ts';

const instant = z.iso.datetime();
const text = z.string().trim().min(1).max(4000).transform(maskNumbers);
const account = z.string().min(1).max(64);
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'the hash that the upload answered expected');
const attachments = z.array(hash).max(20).default([]);

/** The body of each action. */
export const actionSchemas = {
  send: z.strictObject({ text: text.optional() }),
  undo: z.strictObject({}),
  recall: z.strictObject({ reason: text }),
  reply: z.strictObject({ cause: z.enum(replyCauses), text, attachments }),
  verdict: z.strictObject({
    verdict: z.enum(verdicts),
    reason: text,
    severity: z.enum(['yellow', 'red']).optional().describe('Of a query that is confirmed'),
  }),
  order: z
    .strictObject({ level: z.enum(orderLevels), text, finishBy: day.optional() })
    .refine((order) => order.level === 'blue' || order.finishBy !== undefined, {
      path: ['finishBy'],
      message: 'an orange or red order says by which day it is to be finished',
    }),
  rectify: z.strictObject({ text, attachments }),
  review: z.strictObject({ passed: z.boolean(), text }),
  close: z.strictObject({ text }),
  appeal: z.strictObject({ reason: text, attachments }),
  'decide-appeal': z.strictObject({ outcome: z.enum(appealOutcomes), reason: text }),
  exempt: z.strictObject({ reason: text, until: day }),
  approve: z.strictObject({ approved: z.boolean(), reason: text }),
  withdraw: z.strictObject({ reason: text }),
  adopt: z.strictObject({ reason: text }),
  assign: z.strictObject({ owner: account }),
  'hand-over': z.strictObject({ to: account, reason: text }),
  remind: z.strictObject({ text }),
  call: z.strictObject({
    with: z.string().trim().min(1).max(200),
    phone: z.string().trim().max(40).optional(),
    at: z.iso.datetime({ offset: true }),
    said: text,
  }),
  note: z.strictObject({ text, mentions: z.array(account).max(20).default([]) }),
} satisfies Record<FlagAction, z.ZodType>;

export type FlagCommand = {
  [Action in FlagAction]: { action: Action } & z.infer<(typeof actionSchemas)[Action]>;
}[FlagAction];

const flagId = z.int().positive();
/** Several flags at once, each with the version it was seen in, where it was. */
const mostAtOnce = 5000;
const seen = { flagId, version: z.int().positive().optional() };

export const bulkSchema = z.strictObject({
  action: z.enum(flagActions),
  flags: z
    .array(
      z.strictObject({
        ...seen,
        body: z
          .record(z.string().max(64), z.unknown())
          .optional()
          .describe('Of this flag alone: a cause each'),
      }),
    )
    .min(1)
    .max(mostAtOnce),
  body: z.record(z.string().max(64), z.unknown()).default({}).describe('What the action takes, for all'),
  dryRun: z.boolean().default(false).describe('Tells what it would do and does nothing'),
});

export const newOrderSchema = z.strictObject({
  level: z.enum(orderLevels),
  text: z.string().min(1).max(4000),
  finishBy: day.optional(),
  flags: z.array(z.strictObject(seen)).min(1).max(mostAtOnce).describe('Of one department'),
  dryRun: z.boolean().default(false),
});

export const orderListQuerySchema = z.strictObject({
  state: z.enum(orderStates).optional(),
  department: z.string().min(1).max(64).optional().describe('With all below it'),
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type OrderListQuery = z.infer<typeof orderListQuerySchema>;

export const exemptionListQuerySchema = z.strictObject({
  cursor: z.string().max(1000).optional().describe('`nextCursor` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const decideOrderSchema = z.strictObject({ approved: z.boolean(), reason: text });

const workdays = z.int().min(1).max(250);
const limits = z.strictObject({
  send: workdays,
  reply: workdays,
  verdict: workdays,
  rectify: workdays,
  review: workdays,
  appeal: workdays,
});
const holdSeconds = z.int().min(0).max(300).describe('How long a send can be undone');
const ladder = z
  .array(
    z.strictObject({
      after: z.int().min(0).max(250).describe('Working days after the end of a limit'),
      tell: z
        .array(z.enum(['owner', 'department', 'supervisors']))
        .min(1)
        .max(3),
    }),
  )
  .max(10)
  .refine((rungs) => rungs.every(({ after }, i) => i === 0 || after > (rungs[i - 1]?.after ?? 0)), {
    message: 'each rung comes later than the one before',
  });

/** `POST /api/v1/followup-terms`: what is left out stays as it is. */
export const newFollowupTermsSchema = z.strictObject({
  validFrom: day.describe('Today or later'),
  terms: z.strictObject({
    limits: limits.partial().default({}).describe('In working days'),
    holdSeconds: holdSeconds.optional(),
    ladder: ladder.optional(),
  }),
  note: z.string().max(1000).default(''),
});

// what goes out

export const followupTermsSchema = z.object({
  version: z.int().describe('0: built in'),
  validFrom: day,
  terms: z.object({ limits, holdSeconds, ladder }),
  note: z.string(),
  recordedAt: instant.nullable(),
  actor: z.string().nullable(),
});
export const followupTermsListSchema = z.object({ items: z.array(followupTermsSchema) });
export type FollowupTermsAnswer = z.infer<typeof followupTermsSchema>;

const by = { at: instant, by: z.string() };
const followupSchema = z.object({
  state: z.enum(flagStatuses),
  owner: z.string().nullable(),
  turn: z.enum(['office', 'department']).nullable(),
  dueAt: instant.nullable(),
  overdue: z.boolean(),
  heldUntil: instant.nullable(),
  appealUntil: instant.nullable(),
  reply: z
    .object({ cause: z.enum(replyCauses), text: z.string(), attachments: z.array(z.string()), ...by })
    .nullable(),
  verdict: z
    .object({ verdict: z.enum(verdicts), reason: z.string(), ...by, bySilence: z.boolean() })
    .nullable(),
  order: z
    .object({
      orderId: z.int(),
      level: z.enum(orderLevels),
      state: z.enum(orderStates),
      finishBy: day.nullable(),
    })
    .nullable(),
  rectification: z.object({ text: z.string(), attachments: z.array(z.string()), ...by }).nullable(),
  review: z.object({ passed: z.boolean(), text: z.string(), ...by }).nullable(),
  appeal: z
    .object({
      reason: z.string(),
      attachments: z.array(z.string()),
      ...by,
      outcome: z.enum(appealOutcomes).nullable(),
      decision: z.string().nullable(),
    })
    .nullable(),
  exemption: z
    .object({ reason: z.string(), until: day, by: z.string(), approvedBy: z.string().nullable() })
    .nullable(),
});

export const followedFlagSchema = flagDetailSchema.extend({
  followup: followupSchema,
  allowed: z.array(z.enum(flagActions)).describe('What the caller may do with it now'),
});
export type FollowedFlag = z.infer<typeof followedFlagSchema>;

export const orderSchema = z.object({
  orderId: z.int(),
  department: z.string(),
  level: z.enum(orderLevels),
  state: z.enum(orderStates),
  text: z.string(),
  finishBy: day.nullable(),
  flags: z.int(),
  open: z.int().describe('Of these: not ended yet'),
  createdAt: instant,
  createdBy: z.string(),
  decidedAt: instant.nullable(),
  decidedBy: z.string().nullable(),
  decision: z.string().nullable(),
  version: z.int(),
});
export const orderListSchema = z.object({
  items: z.array(orderSchema),
  nextCursor: z.string().nullable(),
  total: z.int(),
  more: z.literal(true).optional(),
});

const askedExemptionSchema = flagSummarySchema.extend({
  exemption: z.object({ reason: z.string(), until: day, ...by }),
});
export const exemptionListSchema = z.object({
  items: z.array(askedExemptionSchema),
  nextCursor: z.string().nullable(),
  total: z.int(),
  more: z.literal(true).optional(),
});
export type AskedExemption = z.infer<typeof askedExemptionSchema>;

export const bulkAnswerSchema = z.object({
  dryRun: z.boolean(),
  done: z.array(z.object({ flagId: z.int(), version: z.int() })).describe('With their new versions'),
  refused: z.array(z.object({ flagId: z.int(), code: z.string(), detail: z.string() })),
  orders: z.array(orderSchema).describe('That were made, one a department'),
});
export type BulkAnswer = z.infer<typeof bulkAnswerSchema>;
