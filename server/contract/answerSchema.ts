import { z } from 'zod';
import { outcomes } from './caseEvent.ts';
import { pageOf } from './pageSchema.ts';
import { caseStages, heatmapColumns, heatmapMetrics } from './querySchema.ts';
import { flagStatuses, ruleIds, severities } from './rule.ts';

// Schemas of what goes out: the OpenAPI document and the tests read them; other code imports the types alone.

const instant = z.iso.datetime();
const day = z.iso.date();
const count = z.int().nonnegative();

export const alerts = ['none', 'due_soon', 'promise_broken', 'law_broken'] as const;

export const caseSummarySchema = z.object({
  caseId: z.string(),
  namespace: z.string(),
  region: z.string().nullable(),
  department: z.string().nullable(),
  item: z.string().nullable(),
  channel: z.string().nullable(),
  parentCase: z.string().nullable(),
  stage: z.enum(caseStages),
  outcome: z.enum(outcomes).nullable(),
  round: z.int(),
  historical: z.boolean(),
  submittedAt: instant.nullable(),
  receivedAt: instant.nullable(),
  acceptedAt: instant.nullable(),
  concludedAt: instant.nullable(),
  promisedDueAt: instant.nullable(),
  statutoryDueAt: instant.nullable(),
  provisionalDue: z.boolean(),
  firstEventAt: instant,
  lastEventAt: instant,
  alert: z.enum(alerts),
  queries: count.describe('Query flags that stand'),
});

export const flagSummarySchema = z.object({
  flagId: z.int(),
  subject: z.object({ kind: z.enum(['case', 'department', 'item', 'source', 'handler']), id: z.string() }),
  rule: z.enum(ruleIds),
  severity: z.enum(severities),
  status: z.enum(flagStatuses),
  caseState: z.enum(['open', 'concluded']).nullable(),
  region: z.string().nullable(),
  department: z.string().nullable(),
  item: z.string().nullable(),
  step: z.string().nullable(),
  occurredAt: instant.describe('When the rule became true'),
  raisedAt: instant.describe('When the job noticed'),
  endedAt: instant.nullable(),
  version: z.int(),
});

/** A flag in a list. */
const flagListItemSchema = flagSummarySchema.extend({
  case: z
    .object({
      stage: z.enum(caseStages),
      dueAt: instant.nullable().describe('The earlier of promise and law'),
      concludedAt: instant.nullable(),
    })
    .nullable(),
  followup: z.object({
    owner: z.string().nullable().describe('Account'),
    dueAt: instant.nullable().describe('End of the limit of what is to be done next'),
  }),
  last: z
    .object({ at: instant, reason: z.string(), actor: z.string() })
    .nullable()
    .describe('What was done last'),
});

const flagTransitionSchema = z.object({
  at: instant,
  reason: z.string(),
  fromStatus: z.string().nullable(),
  toStatus: z.string(),
  fromSeverity: z.string().nullable(),
  toSeverity: z.string(),
  actor: z.string(),
  detail: z.unknown(),
});

export const flagDetailSchema = flagSummarySchema.extend({
  occurrence: z.string(),
  ruleVersion: z.int(),
  itemRevision: z.int().nullable(),
  calendarRevision: z.int().nullable(),
  asOf: instant,
  knownAt: instant,
  evidence: z.unknown(),
  turns: count.describe(
    'How often it ended or held again by itself in the 24 hours up to its last change; a silent source: with its other silences. From the third on screens hear of a change alone.',
  ),
  history: z.array(flagTransitionSchema),
});

export const caseListSchema = pageOf(caseSummarySchema);
export const flagListSchema = pageOf(flagListItemSchema);

/** Cases due in a period, concluded by then; `n` is the cohort, `excluded` what was left out of it and why. */
export const onTimeRateSchema = z.object({
  value: z.number().nullable().describe('null when n is 0'),
  n: count,
  onTime: count,
  excluded: z.object({ withdrawn: count, voided: count, transferred: count, exempt: count }),
});

export const overviewSchema = z.object({
  day,
  timezone: z.string(),
  asOf: instant,
  counted: z.object({
    submitted: count,
    received: count,
    accepted: count,
    concluded: count,
    rated: count,
    ratedGood: count,
  }),
  standing: z
    .object({
      open: count,
      suspended: count,
      dueSoon: count,
      overdue: count,
      overdueStatutory: count,
      implausible: count,
    })
    .nullable()
    .describe('How things stand now; null for another day than today'),
  onTimeByPromise: onTimeRateSchema,
  onTimeByLaw: onTimeRateSchema,
  flagged: z.array(z.object({ severity: z.enum(severities), n: count })),
  rulesLastRanAt: instant.nullable(),
});

const named = z.object({ code: z.string(), name: z.string(), shortName: z.string() });

export const heatmapSchema = z.object({
  metric: z.enum(heatmapMetrics),
  columnsAre: z.enum(heatmapColumns),
  from: day,
  to: day,
  timezone: z.string(),
  asOf: instant,
  rows: z.array(named),
  columns: z.array(named),
  cells: z.array(
    z.object({
      row: z.int().describe('Index into rows'),
      column: z.int().describe('Index into columns'),
      value: z.number(),
      n: count.describe('Cases behind the value'),
    }),
  ),
});

export const rankingSchema = z.object({
  by: z.enum(['department', 'region']),
  period: z.string(),
  from: day,
  to: day,
  timezone: z.string(),
  asOf: instant,
  measure: z.literal('on_time_rate'),
  interval: z.literal('wilson_95'),
  whole: z
    .object({ value: z.number().nullable(), n: count })
    .describe('All units together: what each is compared with'),
  limits: z
    .array(
      z.object({
        n: count,
        low95: z.number(),
        high95: z.number(),
        low998: z.number(),
        high998: z.number(),
      }),
    )
    .describe('Funnel limits around the whole’s rate, by n: where a unit lies by chance'),
  rows: z.array(
    named.extend({
      value: z.number().nullable().describe('null when n is 0'),
      n: count,
      onTime: count,
      rank: z.int().positive().nullable(),
      reason: z.literal('too_few_cases').nullable().describe('Why there is no rank: n is under 30'),
      previousRank: z.int().positive().nullable().describe('In the period before'),
      difference: z
        .enum(['better', 'worse', 'none'])
        .describe('Beyond the 99.8 % funnel limits; none: no significant difference'),
      interval: z.tuple([z.number(), z.number()]),
      excluded: onTimeRateSchema.shape.excluded,
    }),
  ),
});

export type CaseSummary = z.infer<typeof caseSummarySchema>;
export type FlagSummary = z.infer<typeof flagSummarySchema>;
export type FlagListItem = z.infer<typeof flagListItemSchema>;
export type FlagDetail = z.infer<typeof flagDetailSchema>;
export type OnTimeRate = z.infer<typeof onTimeRateSchema>;
export type Overview = z.infer<typeof overviewSchema>;
export type Heatmap = z.infer<typeof heatmapSchema>;
export type Ranking = z.infer<typeof rankingSchema>;
