import { z } from 'zod';
import { rankingQuerySchema } from './querySchema.ts';
import { flagStatuses, ruleIds, severities } from './rule.ts';

const instant = z.iso.datetime();
const worked = z.number().describe('In ms of legal time: a working day is 24 h of it');

export const responsibilityGroups = ['handler', 'department', 'item'] as const;

const asked = {
  by: z.enum(responsibilityGroups).default('handler'),
  period: rankingQuerySchema.shape.period,
  department: z.string().min(1).max(64).optional().describe('Outcomes of this one and all below it'),
};

/** `GET /api/v1/responsibility`. */
export const responsibilityQuerySchema = z.strictObject({
  ...asked,
  cursor: z.string().max(1000).optional().describe('`nextCursor` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const responsibilityExportQuerySchema = z.strictObject({
  ...asked,
  lang: z.enum(['zh', 'en']).default('zh').describe('Of titles in the file'),
});
export type ResponsibilityQuery = z.infer<typeof responsibilityQuerySchema>;

const lineSchema = z.object({
  code: z
    .string()
    .nullable()
    .describe('A handler’s as SOURCE/CODE; null: no event names one, or the case names none'),
  name: z.string().nullable().describe('Of a handler the first character alone'),
  outcomes: z.int().describe('Bad outcomes that are theirs, by either of the two'),
  held: z.int().describe('Of these: who had the case when it happened'),
  firstAsked: z.int().describe('Of these: who was asked first and owns the case until it is handed over'),
  red: z.int(),
  cases: z.int(),
  worked: worked.describe(
    'How long they had these cases before it happened, in ms of the office’s legal time; suspensions are not taken off',
  ),
});
export type ResponsibilityLine = z.infer<typeof lineSchema>;

export const responsibilitySchema = z.object({
  by: z.enum(responsibilityGroups),
  period: z.string(),
  asOf: instant,
  items: z.array(lineSchema),
  nextCursor: z.string().nullable(),
  total: z.int(),
  more: z.literal(true).optional(),
});
export type Responsibility = z.infer<typeof responsibilitySchema>;

const place = z.int().nonnegative().describe('Of a holding in the list').nullable();

/** `GET /api/v1/cases/{caseId}/responsibility`. */
export const caseResponsibilitySchema = z.object({
  caseId: z.string(),
  asOf: instant,
  firstAsked: place,
  holdings: z
    .array(
      z.object({
        handler: z.object({
          code: z.string(),
          name: z.string().nullable().describe('Its first character alone'),
          kind: z.enum(['human', 'machine', 'unknown']),
        }),
        department: z.string().nullable(),
        from: instant,
        until: instant.nullable().describe('null: has it still'),
        taken: z
          .enum(['told', 'inferred'])
          .describe('inferred: theirs since what was done before, as their work is known by its end alone'),
        worked,
        suspended: worked.describe('Of it, credited as suspended'),
        acts: z.array(z.object({ type: z.string(), at: instant, step: z.string().nullable() })),
      }),
    )
    .describe('Who had the case, one after the other'),
  outcomes: z
    .array(
      z.object({
        flagId: z.int(),
        rule: z.enum(ruleIds),
        severity: z.enum(severities),
        status: z.enum(flagStatuses),
        at: instant,
        heldBy: place,
      }),
    )
    .describe('Yellow and red flags that stand; TIM-02 not beside TIM-03'),
});
export type CaseResponsibility = z.infer<typeof caseResponsibilitySchema>;
