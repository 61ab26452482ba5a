import { z } from 'zod';
import { exportLanguage } from './querySchema.ts';

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

/** `GET /api/v1/audit.csv`, `.xlsx`. */
export const auditExportQuerySchema = auditQuerySchema
  .omit({ cursor: true, limit: true })
  .extend(exportLanguage);
export type AuditQuery = z.infer<typeof auditQuerySchema>;

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

export const chainFaults = [
  'missing_seals',
  'missing_entry',
  'changed_entry',
  'forged_seal',
  'cut_off',
  'rewritten',
  'astray',
] as const;

/** `GET /api/v1/audit-verification`. */
export const auditVerificationSchema = z.object({
  at: z.iso.datetime(),
  sealed: z.int().nonnegative().describe('Entries in the chain'),
  waiting: z.int().nonnegative().describe('Written and not sealed yet: seconds of work'),
  head: z.object({ seq: z.int(), hash: z.string().describe('Hex; note it down elsewhere') }),
  faults: z.array(
    z.object({
      kind: z.enum(chainFaults),
      seq: z.int().nullable().describe('Of the chain; null for what has no place in it'),
      sentence: z.string(),
    }),
  ),
});
export type AuditVerification = z.infer<typeof auditVerificationSchema>;
export type AuditEntryAnswer = z.infer<typeof auditEntrySchema>;
