import { z } from 'zod';

const moment = z.union(
  [z.iso.date(), z.iso.datetime({ offset: true })],
  'a day YYYY-MM-DD or an instant with offset expected',
);

export const auditQuerySchema = z.strictObject({
  actor: z.string().min(1).max(200).optional(),
  action: z.string().min(1).max(100).optional().describe('"flag.verdict", or "flag" for all that begin so'),
  kind: z.string().min(1).max(40).optional().describe('Of the subject: case, flag, account, …'),
  subject: z.string().min(1).max(200).optional().describe('The subject’s id'),
  from: moment.optional(),
  to: moment.optional().describe('Before it; a day counts whole'),
  cursor: z.string().max(1000).optional().describe('`nextCursor` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const auditEntrySchema = z.object({
  auditId: z.int(),
  at: z.iso.datetime(),
  actor: z.string().describe('An account’s name, token:ACCOUNT/NAME, or duban JOB'),
  action: z.string(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  detail: z.unknown(),
  seq: z.int().nullable().describe('Its place in the chain; null for the few seconds until it is sealed'),
});

export const auditListSchema = z.object({
  items: z.array(auditEntrySchema),
  nextCursor: z.string().nullable(),
  total: z.int().nonnegative().describe('Exact up to 10,000'),
  more: z.literal(true).optional().describe('There are more than `total`'),
});

export type AuditEntryAnswer = z.infer<typeof auditEntrySchema>;
