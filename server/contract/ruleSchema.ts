import { z } from 'zod';
import { day } from './day.ts';
import { handlings } from './item.ts';
import { ruleIds, severities } from './rule.ts';

const code = z.string().min(1).max(64);
const instant = z.iso.datetime();
const count = z.int().nonnegative();

/** Codes; a region or department stands for all below it. What is left out does not matter. */
export const ruleScopeSchema = z.strictObject({
  region: code.optional(),
  department: code.optional(),
  item: code.optional(),
  itemType: code.optional(),
  handling: z.enum(handlings).optional(),
});

const terms = {
  params: z.record(z.string().max(64), z.union([z.number(), z.string().max(200), z.boolean()])).default({}),
  enabled: z.boolean().default(true),
  severity: z.enum(severities).nullable().default(null).describe('In place of the severity the rule finds'),
  scope: ruleScopeSchema.default({}),
  note: z.string().max(1000).default(''),
};

export const newRuleVersionSchema = z.strictObject({
  validFrom: day.describe('Today or later'),
  validTo: day.nullable().default(null).describe('The last day it holds'),
  ...terms,
});

/** A change of a rule over days that lie (also) in the past. */
export const proposalSchema = z.strictObject({ from: day, to: day.describe('Inclusive'), ...terms });
export type Proposal = z.infer<typeof proposalSchema>;

export const rejudgeSchema = z.strictObject({
  backtest: z.int().positive().describe('The run that showed its effect'),
});

export const ruleVersionSchema = z.object({
  rule: z.enum(ruleIds),
  version: z.int().describe('0: built in'),
  validFrom: day,
  validTo: day.nullable(),
  enabled: z.boolean(),
  params: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  severity: z.enum(severities).nullable(),
  scope: ruleScopeSchema,
  note: z.string(),
  rejudged: z.boolean(),
  recordedAt: instant.nullable(),
  actor: z.string().nullable(),
});
export type RuleVersionAnswer = z.infer<typeof ruleVersionSchema>;

export const ruleListSchema = z.object({
  items: z.array(
    z.object({
      rule: z.enum(ruleIds),
      name: z.object({ zh: z.string(), en: z.string() }),
      aspect: z.string().nullable(),
      defaults: ruleVersionSchema.shape.params,
      ranges: z
        .record(z.string(), z.tuple([z.number(), z.number()]))
        .describe('Of numeric thresholds: least and greatest'),
      ofSingleCases: z.boolean().describe('A change of it can be tried on past cases'),
      inForce: ruleVersionSchema.describe('Today, where no narrower scope holds'),
      versions: z.array(ruleVersionSchema),
    }),
  ),
});
export type RuleList = z.infer<typeof ruleListSchema>;

const shift = { raised: count, cleared: count, changed: count, unchanged: count };
const hits = z.object({
  verdicts: count.describe('Findings that an inspector has decided on'),
  confirmed: count,
  hitRate: z.number().nullable().describe('confirmed / verdicts'),
});

const findingSchema = z.object({
  severity: z.enum(severities),
  at: instant,
  state: z.enum(['open', 'concluded']),
  version: z.int().nullable().describe('null: the proposed one'),
});
export const backtestExampleSchema = z.object({
  caseId: z.string(),
  effect: z.enum(['raised', 'cleared', 'changed']),
  department: z.string().nullable(),
  region: z.string().nullable(),
  item: z.string().nullable(),
  before: findingSchema.nullable(),
  after: findingSchema.nullable(),
});
export type BacktestExample = z.infer<typeof backtestExampleSchema>;

export const backtestReportSchema = z.object({
  rule: z.enum(ruleIds),
  proposal: proposalSchema,
  asOf: instant.describe('Where the clock stood; what was known then'),
  cases: count.describe('Judged'),
  ...shift,
  departments: z.array(z.object({ department: z.string().nullable(), ...shift })),
  examples: z.array(backtestExampleSchema),
  verdicts: z.object({ current: hits, proposed: hits }).describe('Hit rates by the verdicts of inspectors'),
  seconds: z.number(),
});
export type BacktestReport = z.infer<typeof backtestReportSchema>;

export const rejudgedSchema = z.object({
  /** The version that was recorded: it begins in the past. */
  version: z.int(),
  cases: count,
  raised: count,
  withdrawn: count,
  changed: count,
});
export type Rejudged = z.infer<typeof rejudgedSchema>;

export const ruleRunSchema = z.object({
  runId: z.int(),
  kind: z.enum(['backtest', 'rejudgement']),
  rule: z.enum(ruleIds),
  proposal: proposalSchema,
  actor: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  createdAt: instant,
  finishedAt: instant.nullable(),
  progress: z.object({ done: count, of: count.nullable() }).describe('Cases'),
  result: z.union([backtestReportSchema, rejudgedSchema]).nullable(),
  error: z.string().nullable(),
});
export type RuleRun = z.infer<typeof ruleRunSchema>;
export const ruleRunListSchema = z.object({ items: z.array(ruleRunSchema) });
