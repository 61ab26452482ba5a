import { z } from 'zod';
import { verdicts } from '../followup.ts';
import { ruleIds, severities } from '../rule.ts';

const instant = z.iso.datetime();
const count = z.int().nonnegative();

/** Of a share: what it counts, what of it is a hit, what is not, and what it leaves out. */
export const figureParts = ['n', 'hits', 'missed', 'excluded'] as const;
export const figureCasesQuerySchema = z.strictObject({
  part: z.enum(figureParts).default('n'),
  cursor: z.string().max(1000).optional().describe('`nextCursor` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** How a flag counts in the figures of supervision. */
export const flagStandings = ['confirmed', 'excused', 'undecided', 'contested', 'data_problem'] as const;
export type FlagStanding = (typeof flagStandings)[number];

const figureFlagSchema = z.object({
  flagId: z.int(),
  subject: z.object({ kind: z.enum(['case', 'department', 'item', 'source', 'handler']), id: z.string() }),
  rule: z.enum(ruleIds),
  severity: z.enum(severities),
  standing: z.enum(flagStandings).nullable().describe('null: no longer true, or history'),
  verdict: z.enum(verdicts).nullable(),
  occurredAt: instant,
});

export const figureCasesSchema = z.object({
  of: z.enum(['cases', 'flags']).describe('What a row is: a case, or a flag where the figure counts flags'),
  items: z.array(
    z.object({
      flag: figureFlagSchema.nullable(),
      caseId: z.string().nullable().describe('null: the flag is about no single case'),
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
  total: count.describe('Rows as it is known now, exact up to 10,000'),
  more: z.literal(true).optional(),
  cases: count
    .nullable()
    .describe('Of how many cases the flags are; null: too many to count, or cases are listed'),
  limited: z
    .boolean()
    .describe('The figure counts more than lies in the caller’s scope; rows are of that alone'),
  issued: z
    .object({
      value: z.number().nullable(),
      n: z.number(),
      hits: z.number().nullable(),
      excluded: z.number().nullable().describe('How many cases it leaves out; null: it does not tell'),
      listed: z
        .number()
        .nullable()
        .describe('How many rows the part that is asked for had then; null: the report does not say'),
    })
    .describe('As the report says it'),
});
export type FigureCases = z.infer<typeof figureCasesSchema>;
