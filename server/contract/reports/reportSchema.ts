import { z } from 'zod';
import { day } from '../day.ts';
import { appealSchema } from './appealSchema.ts';
import { indicatorIds } from './indicator.ts';
import { reportFormats, reportKinds, reportStatuses } from './reportKind.ts';
import { placeSchema, scopeSchema } from './scopeSchema.ts';
import { dimensions } from './snapshot.ts';

// what comes in

const reportLanguages = ['zh', 'en'] as const;
const language = z.enum(reportLanguages);

/** `POST /api/v1/reports`. */
export const newReportSchema = z.strictObject({
  kind: z.enum(reportKinds),
  period: z
    .string()
    .regex(
      /^\d{4}(-(\d{2}(-\d{2})?|W\d{2}|Q[1-4]))?$/,
      '2026-11-21, 2026-W47, 2026-10, 2026-Q3 or 2026 expected',
    )
    .optional()
    .describe('In days of the office; left out: the newest that is over'),
  scope: scopeSchema.optional().describe('Left out: all that the caller may see'),
  language: language.default('zh'),
  again: z
    .boolean()
    .default(false)
    .describe('Takes the figures of a draft anew; otherwise the report that is there is answered'),
});
export type NewReport = z.infer<typeof newReportSchema>;

/** `GET /api/v1/reports`. */
export const reportListQuerySchema = z.strictObject({
  kind: z.enum(reportKinds).optional(),
  status: z.enum(reportStatuses).optional(),
  period: z.string().min(4).max(10).optional().describe('2026-11-21, 2026-W47, 2026-10, 2026-Q3 or 2026'),
  scope: z.string().min(1).max(64).optional().describe('The code of a region or department, or `city`'),
  cursor: z.string().max(1000).optional().describe('`nextCursor` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** `GET /api/v1/reports/{reportId}`. */
export const reportQuerySchema = z.strictObject({
  format: z.enum(reportFormats).optional().describe('Left out: what the report is and how far it has come'),
  language: language.optional().describe('Left out: the one it was ordered in'),
  template: z.coerce
    .number()
    .int()
    .min(1)
    .max(2_147_483_647)
    .optional()
    .describe('Of docx: a unit’s own, by its number'),
});

export const reportDocumentQuerySchema = z.strictObject({ language: language.optional() });

export const issueSchema = z.strictObject({
  reason: z
    .string()
    .trim()
    .min(1)
    .max(2000)
    .optional()
    .describe('Why it is issued before the appeal window is over; needed then'),
});

// what goes out

const instant = z.iso.datetime();
const count = z.int().nonnegative();
const valueSchema = z.object({ value: z.number().nullable(), n: z.number() });

/** What the caller may do with a report as it stands now. */
export const reportActions = ['cancel', 'order', 'open-appeals', 'appeal', 'decide-appeal', 'issue'] as const;
export type ReportAction = (typeof reportActions)[number];

/** Where the work is: `waiting` for its turn, `figures`, `files`. */
export const reportPhases = ['waiting', 'figures', 'files'] as const;
export type ReportPhase = (typeof reportPhases)[number];

export const reportSchema = z.object({
  reportId: z.string(),
  kind: z.enum(reportKinds),
  period: z.object({ period: z.string(), from: day, to: day }),
  scope: placeSchema,
  language,
  status: z.enum(reportStatuses),
  version: z.int().describe('The ETag, for If-Match'),
  work: z
    .object({
      aim: z
        .enum(['draft', 'issue'])
        .describe('`issue`: figures are taken once more, and its files are made'),
      phase: z.enum(reportPhases),
      progress: z.number().min(0).max(1),
    })
    .nullable()
    .describe('null: nobody works on it'),
  error: z.string().nullable().describe('Why the last work on it failed'),
  number: z
    .object({ year: z.int(), number: z.int(), total: z.int() })
    .nullable()
    .describe('第 number 期 of the year, 总第 total 期; given when it is issued'),
  askedBy: z.string(),
  askedAt: instant,
  draftedAt: instant.nullable(),
  appealsUntil: instant.nullable().describe('End of the appeal window'),
  appealDaysLeft: count
    .nullable()
    .describe('Working days of the office that are left of it, today’s with them'),
  appeals: z.object({ open: count, accepted: count, rejected: count }),
  issuedAt: instant.nullable(),
  issuedBy: z.string().nullable(),
  sha256: z.string().nullable().describe('Of the snapshot, as canonical JSON (RFC 8785)'),
  files: z
    .array(
      z.object({
        format: z.enum(reportFormats),
        language,
        bytes: z.int(),
        sha256: z.string(),
        missing: z.array(z.string()).describe('Characters that the shipped font has not'),
      }),
    )
    .describe('Archived when it was issued; other formats and the other language are made from its snapshot'),
  may: z.array(z.enum(reportActions)).describe('What the caller may do with it now'),
});
export type Report = z.infer<typeof reportSchema>;

export const reportListSchema = z.object({
  items: z.array(reportSchema),
  nextCursor: z.string().nullable(),
  total: count.describe('Exact up to 10,000'),
  more: z.literal(true).optional(),
  next: z
    .array(z.object({ kind: z.enum(reportKinds), at: instant, period: z.string() }))
    .describe('When the next of each kind is made by itself, and of which period'),
});
export type ReportList = z.infer<typeof reportListSchema>;

const differenceSchema = z.object({
  by: z.enum(dimensions),
  code: z.string(),
  name: z.string(),
  indicator: z.enum(indicatorIds),
  draft: valueSchema,
  final: valueSchema,
});
export type FigureDifference = z.infer<typeof differenceSchema>;

/** One report: with its appeals and, once it is issued, what became otherwise since the draft. */
export const wholeReportSchema = reportSchema.extend({
  appealList: z.array(appealSchema).describe('Oldest first; a department sees its own'),
  difference: z
    .object({ items: z.array(differenceSchema), total: count })
    .nullable()
    .describe('Draft against final, the first 500; null before it is issued, or where there was no draft'),
});
export type WholeReport = z.infer<typeof wholeReportSchema>;
