import { z } from 'zod';
import { pageOf } from './pageSchema.ts';

const instant = z.iso.datetime();
const letterId = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
const reason = z.string().trim().min(1).max(500);

/** A refused event in a list, without its content. */
export const deadLetterSchema = z.object({
  deadLetterId: z.int(),
  sourceId: z.int(),
  source: z.string(),
  receivedAt: instant,
  code: z.string(),
  path: z.string().nullable(),
  message: z.string(),
  eventId: z.string().nullable(),
  subject: z.string().nullable(),
  waitsFor: z.string().nullable(),
  truncated: z.boolean(),
  replayedAt: instant.nullable(),
  discardedAt: instant.nullable(),
  discardedBy: z.string().nullable(),
  discardReason: z.string().nullable(),
  mendedBy: z.string().nullable().describe('Who changed it before it was replayed'),
  expiresAt: instant,
});
export const deadLetterListSchema = pageOf(deadLetterSchema);
export type DeadLetter = z.infer<typeof deadLetterSchema>;

/** Open letters by what is wrong with them. */
export const letterGroupsSchema = z.object({
  groups: z
    .array(
      z.object({
        sourceId: z.int(),
        source: z.string(),
        code: z.string(),
        path: z.string().nullable(),
        waitsFor: z.string().nullable().describe('"item:01-017-004", "value:score:1"'),
        n: z.int(),
        firstAt: instant,
        lastAt: instant,
        expiresAt: instant.describe('When the first of them expires'),
      }),
    )
    .describe('Most first, at most 200'),
  quotas: z
    .array(z.object({ sourceId: z.int(), source: z.string(), open: z.int(), quota: z.int() }))
    .describe('Beyond its quota a source’s letters are not kept'),
});
export type LetterGroups = z.infer<typeof letterGroupsSchema>;
export type LetterGroup = LetterGroups['groups'][number];

export const openLetterSchema = z.strictObject({ reason });
export const openedLetterSchema = z.object({
  deadLetterId: z.int(),
  event: z.unknown().describe('As it came, what may be personal masked; null when it is no JSON'),
  text: z.string().nullable().describe('When it is no JSON: as it came, numbers masked'),
  masked: z.array(z.string()).describe('Paths of what is masked'),
  mended: z.unknown().describe('What an administrator sent instead, if one did'),
});
export type OpenedLetter = z.infer<typeof openedLetterSchema>;

export const mendLetterSchema = z.strictObject({
  event: z.looseObject({}).describe('The event as it should have come; masked values stay as they came'),
  dryRun: z.boolean().default(false),
});
export const mendedLetterSchema = z.object({
  taken: z.boolean().describe('It is stored, or with `dryRun` would be'),
  duplicate: z.boolean(),
  code: z.string().nullable(),
  path: z.string().nullable(),
  message: z.string().nullable(),
});
export type MendedLetter = z.infer<typeof mendedLetterSchema>;

/** Which open letters; what is left out narrows nothing. */
export const letterBulkSchema = z
  .strictObject({
    action: z.enum(['replay', 'discard']),
    dryRun: z.boolean().default(false),
    source: z.int().min(1).max(2_147_483_647).optional(),
    code: z.string().max(64).optional(),
    path: z.string().max(200).optional(),
    waitsFor: z.string().max(200).optional(),
    ids: z.array(letterId).max(500).optional(),
    after: z.int().min(0).max(Number.MAX_SAFE_INTEGER).default(0).describe('`next` of the call before'),
    reason: reason.optional().describe('Of a discard'),
  })
  .refine(({ action, reason: why }) => action !== 'discard' || why !== undefined, {
    path: ['reason'],
    message: 'say why they are discarded',
  });
export type LetterBulk = z.infer<typeof letterBulkSchema>;

export const letterBulkAnswerSchema = z.object({
  matching: z.int().describe('Open letters from `after` on'),
  looked: z.int().describe('In this call: 500 at most'),
  replayed: z.int().describe('Stored now, or known already; with `dryRun`: would be'),
  refused: z.int().describe('Refused again: they stay'),
  discarded: z.int(),
  refusals: z
    .array(z.object({ code: z.string(), path: z.string().nullable(), message: z.string(), n: z.int() }))
    .describe('Most first, at most 10'),
  next: z.int().nullable().describe('To go on with as `after`; null: that was all'),
});
export type LetterBulkAnswer = z.infer<typeof letterBulkAnswerSchema>;
