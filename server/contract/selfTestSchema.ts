import { z } from 'zod';
import { ruleIds } from './rule.ts';

const count = z.int().nonnegative();
const words = z.object({ zh: z.string(), en: z.string() });

const findingAreas = ['schema', 'codes', 'duplicates', 'order', 'clock', 'coverage', 'plausibility'] as const;
export const findingSeverities = ['fault', 'warning', 'note'] as const;

export const selfTestQuerySchema = z.strictObject({
  events: z.coerce.number().int().min(1).max(2000).default(500).describe('Newest stored ones looked at'),
});

const findingSchema = z.object({
  area: z.enum(findingAreas),
  severity: z.enum(findingSeverities).describe('fault: is refused or judged wrongly; note: only to be known'),
  code: z.string(),
  what: words,
  remedy: words,
  path: z.string().nullable(),
  n: count,
  of: count.describe('Of how many events, or cases'),
  rules: z.array(z.enum(ruleIds)).describe('Which then judge nothing, or wrongly'),
  examples: z
    .array(
      z.object({
        index: z.int().describe('Of the event in what was sent, from 0; -1: stored already'),
        id: z.string().nullable(),
        subject: z.string().nullable(),
        type: z.string().nullable(),
        time: z.string().nullable(),
        message: z.string().nullable().describe('Why it was refused, as ingest answers it'),
        why: words.nullable().describe('The same for who reads no English'),
      }),
    )
    .describe('At most 3'),
});
export type SelfTestFinding = z.infer<typeof findingSchema>;

/** What a stream of events would come to: nothing of it is stored. */
export const selfTestSchema = z.object({
  sourceId: z.int(),
  source: z.string(),
  checkedAt: z.iso.datetime(),
  of: z.enum(['stream', 'recent']),
  received: count,
  whole: z.boolean().describe('false: only the first 10,000 events were looked at'),
  accepted: count.describe('Would be'),
  duplicates: count,
  rejected: count,
  cases: count,
  findings: z.array(findingSchema).describe('Faults first'),
  types: z.array(z.object({ type: z.string(), n: count })).describe('As sent, most first'),
  rules: z.array(
    z.object({
      rule: z.enum(ruleIds),
      name: words,
      raised: count.describe('Cases it would flag'),
      clear: count,
      exempt: count,
      notEvaluable: count,
      reasons: z.array(z.object({ reason: z.string(), n: count })).describe('Why not evaluable'),
    }),
  ),
});
export type SelfTest = z.infer<typeof selfTestSchema>;
