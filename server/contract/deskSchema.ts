import { z } from 'zod';
import { caseSummarySchema } from './answerSchema.ts';

const instant = z.iso.datetime();
const both = z.object({ zh: z.string(), en: z.string() });

const viewLists = ['flags', 'cases'] as const;

/** `POST` and `PUT /api/v1/views`. */
export const newViewSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  list: z.enum(viewLists).default('flags'),
  query: z
    .string()
    .max(2000)
    .describe('The list’s query parameters, as in its address: `severity=red&owner=me`'),
  shared: z.boolean().default(false).describe('Everybody sees it, each within what they may see'),
});

export const viewSchema = z.object({
  id: z.string().describe('A number, or the name of a system view'),
  origin: z.enum(['system', 'own', 'shared']),
  name: both,
  list: z.enum(viewLists),
  query: z.string(),
  shared: z.boolean(),
  by: z.string().nullable().describe('Who shares it'),
});
export const viewListSchema = z.object({ items: z.array(viewSchema) });

export const attachmentTypes = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'text/plain': ['txt'],
  'text/csv': ['csv'],
} as const satisfies Record<string, readonly string[]>;
export type AttachmentType = keyof typeof attachmentTypes;

/** Bytes; a phone's photograph and a scanned letter fit. */
export const largestAttachment = 20 * 1024 * 1024;

/** `POST /api/v1/flags/{id}/attachments?name=`: the body is the file itself. */
export const attachmentQuerySchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}\p{Cf}/\\]+$/u, 'a file name without folders')
    .describe('The file’s name; its ending must be that of what it holds'),
});

export const attachmentSchema = z.object({
  hash: z.string().describe('SHA-256, hex: `GET /api/v1/attachments/{hash}` answers the file'),
  name: z.string(),
  type: z.string().describe('Media type, by what the file holds'),
  size: z.int().describe('Bytes'),
  at: instant,
  by: z.string().describe('Account'),
});
export const attachmentListSchema = z.object({ items: z.array(attachmentSchema) });

export const searchQuerySchema = z.strictObject({
  q: z
    .string()
    .trim()
    .min(2)
    .max(64)
    .describe(
      'The beginning of a case number, a part of an item’s or department’s name, or an identity number',
    ),
});

const named = z.object({ code: z.string(), name: z.string() });
export const searchSchema = z.object({
  cases: z.array(caseSummarySchema).describe('Whose number begins so, at most 10'),
  items: z.array(named),
  departments: z.array(named),
  applicant: z
    .array(caseSummarySchema)
    .nullable()
    .describe(
      'Cases of the person with this identity number, newest first; null: not asked, or not yours to ask',
    ),
});

export type NewView = z.infer<typeof newViewSchema>;
export type View = z.infer<typeof viewSchema>;
export type Attachment = z.infer<typeof attachmentSchema>;
export type SearchAnswer = z.infer<typeof searchSchema>;
