import { z } from 'zod';
import { day } from './day.ts';
import { periodText } from './periodText.ts';
import { flagStatuses, ruleIds, severities } from './rule.ts';

export const caseStages = [
  'unopened',
  'submitted',
  'received',
  'correcting',
  'accepted',
  'suspended',
  'concluded',
  'not_accepted',
] as const;

/** A value, several separated by commas, or the parameter repeated. */
const several = <One extends z.ZodType<string, string>>(one: One) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [given].flat().flatMap((text) => text.split(',')))
    .pipe(z.array(one).min(1).max(100))
    .optional();

const code = z.string().min(1).max(64);
/** A day of the office's calendar (the whole of it) or an instant with offset. */
const moment = z.union(
  [z.iso.date(), z.iso.datetime({ offset: true })],
  'a day YYYY-MM-DD or an instant with offset expected',
);
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

const number = z.string().min(2).max(200).optional().describe('The beginning of the case number');

export const flagSorts = ['newest', 'oldest', 'severity', 'due'] as const;
export const caseSorts = ['newest', 'oldest', 'due'] as const;

const page = {
  cursor: z.string().max(1000).optional().describe('`nextCursor` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

export const caseListQuerySchema = z.strictObject({
  region: several(code).describe('Codes; each with all below it'),
  department: several(code).describe('Codes; each with all below it'),
  item: several(code),
  stage: several(z.enum(caseStages)),
  state: z.enum(['open', 'concluded']).optional(),
  alert: several(z.enum(['none', 'due_soon', 'promise_broken', 'law_broken'])).describe('Of open cases'),
  queried: flag.optional().describe('true: with a query flag that stands'),
  namespace: z.string().max(64).optional().describe('Empty: the default namespace. Left out: all'),
  number,
  from: moment.optional().describe('Cases whose first event is at or after it'),
  to: moment.optional().describe('Cases whose first event is before it; a day counts whole'),
  dueBefore: moment.optional().describe('Open cases whose promise ends before it; a day counts whole'),
  sort: z
    .enum(caseSorts)
    .default('newest')
    .describe('By first event; `due`: open cases, those whose promise ends first before the others'),
  ...page,
});

export const flagListQuerySchema = z.strictObject({
  rule: several(z.enum(ruleIds)),
  severity: several(z.enum(severities)),
  status: several(z.enum(flagStatuses)),
  state: z.enum(['open', 'concluded']).optional().describe('Of the case, for TIM-02'),
  live: flag.optional().describe('true: not ended'),
  region: several(code).describe('Codes; each with all below it'),
  department: several(code).describe('Codes; each with all below it'),
  item: several(code),
  case: z.string().min(1).max(200).optional(),
  from: moment.optional().describe('Flags whose decisive instant is at or after it'),
  to: moment.optional().describe('Flags whose decisive instant is before it; a day counts whole'),
  number,
  raisedFrom: z
    .union([moment, z.literal('today')])
    .optional()
    .describe('Flags that were noticed at or after it; `today`: since the office’s midnight'),
  raisedTo: moment.optional().describe('Flags that were noticed before it; a day counts whole'),
  owner: z.string().min(1).max(64).optional().describe('The account that carries it; `me`: who asks'),
  dueBefore: moment.optional().describe('Flags whose next step is due before it; a day counts whole'),
  order: z.coerce
    .number()
    .int()
    .positive()
    .optional()
    .describe('The supervision order that holds them, by its number'),
  replyOverdue: z
    .literal('true')
    .transform(() => true)
    .optional()
    .describe('Sent, due and not answered'),
  sort: z
    .enum(flagSorts)
    .default('newest')
    .describe('`severity`: the worst first; `due`: those whose next step is due first before the others'),
  ...page,
});

export const exportLanguage = {
  lang: z.enum(['zh', 'en']).default('zh').describe('Of titles and words in the file'),
};
/** Any order of the list is taken and the file is newest first: pages by time alone neither skip nor repeat a row. */
export const flagExportQuerySchema = flagListQuerySchema
  .omit({ cursor: true, limit: true })
  .extend(exportLanguage);
export const caseExportQuerySchema = caseListQuerySchema
  .omit({ cursor: true, limit: true })
  .extend(exportLanguage);

export const deadLetterListQuerySchema = z.strictObject({
  source: z.coerce.number().int().positive().max(2_147_483_647).optional(),
  code: z.string().max(64).optional(),
  replayed: flag.optional().describe('false: as `state=open`'),
  state: z.enum(['open', 'replayed', 'discarded']).optional(),
  waitsFor: z.string().max(200).optional().describe('"item:01-017-004", "value:score:1"'),
  path: z.string().max(200).optional(),
  ...page,
});

export const explainQuerySchema = z.strictObject({ asOf: moment.optional(), knownAt: moment.optional() });

export const overviewQuerySchema = z.strictObject({ day: day.optional() });

export const heatmapColumns = ['department_kind', 'department', 'hour', 'item'] as const;
export const heatmapMetrics = [
  'submitted',
  'concluded',
  'open',
  'overdue',
  'flagged',
  'on_time_rate',
] as const;

export const heatmapQuerySchema = z.strictObject({
  rows: z.literal('region').default('region'),
  columns: z.enum(heatmapColumns).default('department_kind'),
  metric: z.enum(heatmapMetrics).default('submitted'),
  from: day.optional().describe('First day; today when left out'),
  to: day.optional().describe('Last day, counted in; `from` when left out'),
});

export const rankingQuerySchema = z.strictObject({
  by: z.enum(['department', 'region']).default('department'),
  period: periodText
    .optional()
    .describe('A month 2026-10, a quarter 2026-Q4 or a year 2026; this month when left out'),
});

export type CaseListQuery = z.infer<typeof caseListQuerySchema>;
export type FlagListQuery = z.infer<typeof flagListQuerySchema>;
export type DeadLetterListQuery = z.infer<typeof deadLetterListQuerySchema>;
export type HeatmapQuery = z.infer<typeof heatmapQuerySchema>;
