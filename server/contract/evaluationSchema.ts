import { z } from 'zod';
import { day } from './day.ts';
import { grades, scoredParts } from './evaluation.ts';
import { adjustmentSchema } from './adjustmentSchema.ts';
import { periodText } from './periodText.ts';
import { ruleIds } from './rule.ts';

const count = z.int().nonnegative();
const percent = z.number().min(0).max(100);

const scaleSchema = z
  .strictObject({
    good: z.number().nonnegative().describe('Up to this figure nothing is lost'),
    bad: z.number().positive().describe('From this figure on all is lost'),
    least: z.int().positive().describe('Fewer observations are shown and not ranked'),
  })
  .refine(({ good, bad }) => good < bad, 'good must be below bad');

const gradesSchema = z
  .record(z.enum(grades), percent)
  .refine(
    (least) => grades.every((grade, i) => i === 0 || least[grades[i - 1] ?? grade] > least[grade]),
    `each grade needs less than the one before it: ${grades.join(', ')}`,
  )
  .describe('The least score of each grade');

const limitsSchema = z
  .strictObject({
    floor: percent.describe('No score is below it'),
    cap: percent.describe('No score is above it'),
    bonus: percent.describe('The most that bonuses together give'),
    deduction: percent.describe('The most that deductions together take'),
  })
  .refine(({ floor, cap }) => floor < cap, 'floor must be below cap');

const shrinkageSchema = z
  .number()
  .min(0)
  .max(100_000)
  .describe('So many ratings of all units together weigh in the satisfaction of each; 0: its own alone');

/** What changes of the terms; the others stay as they are. */
const changedTermsSchema = z.strictObject({
  weights: z.partialRecord(z.enum(scoredParts), percent).optional(),
  scales: z.partialRecord(z.enum(scoredParts), scaleSchema).optional(),
  grades: gradesSchema.optional(),
  dataRules: z
    .array(z.enum(ruleIds))
    .max(100)
    .optional()
    .describe('Rules whose confirmed findings are faults of the data'),
  limits: limitsSchema.optional(),
  shrinkage: shrinkageSchema.optional(),
});
export type ChangedTerms = z.infer<typeof changedTermsSchema>;

export const newEvaluationTermsSchema = z.strictObject({
  validFrom: day.describe('Today or later'),
  terms: changedTermsSchema,
  note: z.string().max(1000).default(''),
});
export type NewEvaluationTerms = z.infer<typeof newEvaluationTermsSchema>;

const termsSchema = z.object({
  weights: z.record(z.enum(scoredParts), percent),
  scales: z.record(z.enum(scoredParts), scaleSchema),
  grades: gradesSchema,
  dataRules: z.array(z.enum(ruleIds)),
  limits: limitsSchema,
  shrinkage: shrinkageSchema,
});

/** Terms tried on a period: nothing is stored. */
export const triedEvaluationSchema = z.strictObject({
  by: z.enum(['department', 'region']).default('department'),
  period: periodText,
  terms: changedTermsSchema,
});

export const evaluationTermsSchema = z.object({
  version: z.int(),
  validFrom: day,
  terms: termsSchema,
  note: z.string(),
  recordedAt: z.iso.datetime(),
  actor: z.string(),
});
export type EvaluationTermsAnswer = z.infer<typeof evaluationTermsSchema>;
export const evaluationTermsListSchema = z.object({ items: z.array(evaluationTermsSchema) });

const words = z.object({ zh: z.string(), en: z.string() });
const rank = z.int().positive().nullable().describe('Equal values share a rank, the next one skips');
const reason = z.literal('too_few_cases').nullable().describe('Why there is no rank');

const partSchema = z.object({
  part: z.enum(scoredParts),
  name: words,
  weight: z.number().describe('Of 100, over the parts that exist for the unit'),
  lost: z.number(),
  figure: z.number().nullable().describe('null: nothing was observed'),
  per: z.union([z.literal(1), z.literal(1000)]).describe('Findings in so many observations'),
  findings: count.describe('Confirmed, no appeal pending; of satisfaction: bad ratings'),
  n: count.describe('Cases due; cases concluded; voluntary ratings; rectifications due'),
  interval: z
    .tuple([z.number(), z.number()])
    .nullable()
    .describe('Wilson 95 % of findings in n; null where they are no share of it'),
  good: z.number(),
  bad: z.number(),
  least: z.int(),
  rank,
  reason,
  leftOut: z.object({
    contested: count.describe('An appeal is pending'),
    undecided: count.describe('Flags that nobody has confirmed or refuted yet'),
  }),
  because: z
    .array(
      z.object({
        rule: z.enum(ruleIds),
        n: count,
        points: z.number(),
        flagIds: z.array(z.int()).describe('Up to 100, those inside the caller’s scope'),
      }),
    )
    .describe('What was lost, and for what; most first. None of satisfaction'),
  ratings: z
    .object({
      whole: z
        .number()
        .describe(
          'The share of bad ones among the voluntary ratings of all units: a worse one is drawn towards it',
        ),
      caseIds: z.array(z.string()).describe('Rated badly: the last 100 inside the caller’s scope'),
    })
    .optional()
    .describe('Of satisfaction, where there were ratings'),
});

export const evaluationSchema = z.object({
  by: z.enum(['department', 'region']),
  period: z.string(),
  from: day,
  to: day,
  timezone: z.string(),
  asOf: z.iso.datetime(),
  terms: termsSchema.extend({ version: z.int() }),
  notScored: z
    .array(
      z.object({
        part: z.enum(scoredParts),
        name: words,
        weight: z.number(),
        reason: z.literal('no_ratings'),
      }),
    )
    .describe('Parts without data; their weight is spread over the others'),
  units: z
    .array(
      z.object({
        code: z.string(),
        name: z.string(),
        shortName: z.string(),
        score: percent.nullable(),
        grade: z.enum(grades).nullable().describe('null where there is no rank'),
        gradeName: words.nullable(),
        rank,
        reason,
        balance: z
          .object({ value: z.number(), rank: z.int().positive() })
          .nullable()
          .describe('Standard deviation of the ranks in the parts; null: ranked in fewer than two'),
        parts: z.array(partSchema),
        bonus: z.number().describe('Points awarded, as they count within the limits of the terms'),
        deduction: z.number().describe('Points taken, likewise'),
        adjustments: z.array(adjustmentSchema).describe('What was awarded and taken, and why'),
      }),
    )
    .describe('Best first, the unranked last'),
  frozen: z
    .object({ reportId: z.string(), issuedAt: z.iso.datetime(), sha256: z.string() })
    .optional()
    .describe('The year’s evaluation is issued: what its report says, whatever came to be known later'),
});
export type Evaluation = z.infer<typeof evaluationSchema>;
export type EvaluatedPart = Evaluation['units'][number]['parts'][number];
