import { z } from 'zod';
import { day } from './day.ts';

const instant = z.iso.datetime();
const caseIds = z.array(z.string().min(1).max(300)).min(1).max(500);
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hex expected');
/** It stays for good, beside the audit: nobody may write down in it what is to be erased. */
const withoutNumbers = (text: string): boolean => !/\d{11}/.test(text);
const noNumbers = 'without identity numbers and phones: it is kept';

/** `POST /api/v1/erasures\:preview`: of whom; by the identity number or by cases. */
export const personAskedSchema = z
  .strictObject({
    idNumber: z.string().trim().min(8).max(40).optional().describe('Never stored, not in logs either'),
    caseIds: caseIds.optional(),
  })
  .refine(({ idNumber, caseIds }) => idNumber === undefined || caseIds === undefined, {
    path: ['idNumber'],
    message: 'not beside caseIds expected',
  })
  .refine(({ idNumber, caseIds }) => idNumber !== undefined || caseIds !== undefined, {
    path: ['caseIds'],
    message: 'these or idNumber expected',
  });
export type PersonAsked = z.infer<typeof personAskedSchema>;

/** What the house holds of a person. It tells where, and nothing of what. */
export const personHoldingsSchema = z.object({
  cases: z.array(
    z.object({
      caseId: z.string(),
      item: z.string().nullable(),
      department: z.string().nullable(),
      stage: z.string(),
      begunOn: day.describe('Of the office'),
      parts: z.int().describe('Events with sealed personal data'),
      pseudonyms: z.int().describe('Events with the applicant’s pseudonym'),
    }),
  ),
  letters: z.array(
    z.object({
      letterId: z.int(),
      source: z.string(),
      receivedAt: instant,
      subject: z.string().nullable(),
    }),
  ),
  attachments: z
    .array(
      z.object({
        hash,
        name: z.string(),
        type: z.string(),
        size: z.int(),
        flagId: z.int(),
        caseId: z.string(),
        elsewhere: z.int().describe('Other flags, of other cases, that it is attached to and where it stays'),
      }),
    )
    .describe('Whether a person is in them is to be looked at'),
  flags: z
    .array(z.object({ flagId: z.int(), caseId: z.string(), texts: z.int() }))
    .describe('With what officers have written, which is not erased'),
});
export type PersonHoldings = z.infer<typeof personHoldingsSchema>;

/** `POST /api/v1/erasures`. */
export const newErasureSchema = z.strictObject({
  reference: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .refine(withoutNumbers, noNumbers)
    .describe('Number of the request in the office’s register'),
  reason: z.string().trim().min(4).max(500).refine(withoutNumbers, noNumbers),
  caseIds: caseIds,
  letterIds: z.array(z.int().positive()).max(1000).default([]),
  files: z.array(hash).max(1000).default([]).describe('Attachments that go too'),
});
export type NewErasure = z.infer<typeof newErasureSchema>;

/** `POST /api/v1/erasures/{id}/decide`. */
export const erasureDecisionSchema = z.strictObject({
  approved: z.boolean().describe('true: it is erased at once, for good'),
});

export const erasureSchema = z.object({
  erasureId: z.int(),
  reference: z.string(),
  reason: z.string(),
  caseIds: z.array(z.string()),
  letters: z.int(),
  files: z.int(),
  state: z.enum(['asked', 'done', 'refused']),
  askedAt: instant,
  askedBy: z.string(),
  decidedAt: instant.nullable(),
  decidedBy: z.string().nullable(),
  erased: z
    .object({ parts: z.int(), pseudonyms: z.int(), letters: z.int(), attachments: z.int(), files: z.int() })
    .nullable(),
});
export type Erasure = z.infer<typeof erasureSchema>;
export const erasureListSchema = z.object({
  items: z.array(erasureSchema).describe('Newest first, at most 200'),
  others: z.int().describe('Other administrators of all places, who can decide what the caller asks for'),
});
