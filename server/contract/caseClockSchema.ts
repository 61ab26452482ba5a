import { z } from 'zod';
import { limitUnits } from './limit.ts';

/** `GET /api/v1/case-clocks?case=a&case=b`: case numbers may hold commas, so each is a parameter of its own. */
export const caseClocksQuerySchema = z.strictObject({
  case: z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [given].flat())
    .pipe(z.array(z.string().min(1).max(200)).min(1).max(200)),
});

const duration = z.number().describe('In ms of the limit’s own clock: a working day is 24 h of it');

const lineSchema = z.object({
  limit: z
    .object({ value: z.number(), unit: z.enum(limitUnits) })
    .nullable()
    .describe('null: the source gave the due date'),
  allowed: duration,
  used: duration,
  dueAt: z.iso.datetime(),
  daysOver: z.int().nonnegative().describe('Working days begun after the due instant'),
});

export const caseClocksSchema = z.object({
  asOf: z.iso.datetime(),
  items: z.array(
    z.object({
      caseId: z.string(),
      concludedAt: z.iso.datetime().nullable(),
      promised: lineSchema.nullable(),
      statutory: lineSchema.nullable(),
      suspended: duration.describe('What suspensions and extensions have credited to the earlier limit'),
    }),
  ),
});

export type CaseClocks = z.infer<typeof caseClocksSchema>;
export type CaseClockLine = CaseClocks['items'][number];
