import { z } from 'zod';

const instant = z.iso.datetime();
const count = z.int().nonnegative();

/** Of a share: what it counts, what of it is a hit, and what is not. */
export const figureParts = ['n', 'hits', 'missed'] as const;
export const figureCasesQuerySchema = z.strictObject({
  part: z.enum(figureParts).default('n'),
  cursor: z.string().max(1000).optional().describe('`nextCursor` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const figureCasesSchema = z.object({
  items: z.array(
    z.object({
      caseId: z.string(),
      item: z.string().nullable(),
      itemName: z.string(),
      department: z.string().nullable(),
      departmentName: z.string(),
      region: z.string().nullable(),
      acceptedAt: instant.nullable(),
      dueAt: instant.nullable(),
      concludedAt: instant.nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
  total: count.describe('As it is known now, exact up to 10,000'),
  more: z.literal(true).optional(),
  issued: z
    .object({ value: z.number().nullable(), n: z.number(), hits: z.number().nullable() })
    .describe('As the report says it'),
});
export type FigureCases = z.infer<typeof figureCasesSchema>;
