import { z } from 'zod';
import { day } from './day.ts';
import { qualityParts } from './sourceQuality.ts';

const count = z.int().nonnegative();
const score = z
  .number()
  .min(0)
  .max(100)
  .nullable()
  .describe('null: parts worth half of the points cannot be judged yet');

export const qualityQuerySchema = z.strictObject({
  from: day.optional().describe('First day of arrival; 29 days before `to` when left out'),
  to: day.optional().describe('Last day, counted in; today when left out'),
});

const termSchema = z
  .strictObject({
    points: z.number().nonnegative().max(100),
    good: z.number().nonnegative(),
    bad: z.number().positive(),
    least: count,
  })
  .refine(({ good, bad }) => good < bad, 'good must be below bad');

/** Thresholds of the parts that change; the others stay as they are. */
export const newQualityTermsSchema = z.strictObject({
  validFrom: day.describe('Today or later'),
  terms: z.partialRecord(z.enum(qualityParts), termSchema),
  note: z.string().max(1000).default(''),
});
export type NewQualityTerms = z.infer<typeof newQualityTermsSchema>;

export const qualityTermsSchema = z.object({
  version: z.int(),
  validFrom: day,
  terms: z.record(z.enum(qualityParts), termSchema),
  note: z.string(),
  recordedAt: z.iso.datetime(),
  actor: z.string(),
});
export type QualityTermsAnswer = z.infer<typeof qualityTermsSchema>;
export const qualityTermsListSchema = z.object({ items: z.array(qualityTermsSchema) });

const partSchema = z.object({
  part: z.enum(qualityParts),
  name: z.object({ zh: z.string(), en: z.string() }),
  figure: z.number().nullable().describe('null: nothing was observed'),
  unit: z.enum(['seconds', 'share']),
  n: count.describe('Observations; for silence office minutes'),
  judged: z.boolean().describe('false: n is below `least`, and the part counts for nothing'),
  points: z.number().describe('What the part is worth'),
  lost: z.number(),
  good: z.number().describe('Up to this figure nothing is lost'),
  bad: z.number().describe('From this figure on all is lost'),
  least: count,
});

/** How good a source's data are, so that a bad feed is not mistaken for a slow department. */
export const sourceQualitySchema = z.object({
  sourceId: z.int(),
  from: day,
  to: day,
  timezone: z.string(),
  terms: z.int().describe('Version of the thresholds'),
  score,
  parts: z.array(partSchema),
  lag: z.object({
    medianSeconds: z.number().nullable(),
    p95Seconds: z.number().nullable(),
    n: count,
  }),
  mostAheadSeconds: z.number().describe('Furthest an event lay ahead of this server’s clock'),
  refusals: z.array(z.object({ code: z.string(), n: count })).describe('Most first'),
});
export type SourceQuality = z.infer<typeof sourceQualitySchema>;

export const qualitySummarySchema = z.object({
  from: day,
  to: day,
  score,
  lost: z.array(z.object({ part: z.enum(qualityParts), points: z.number() })).describe('Most first'),
});
export type QualitySummary = z.infer<typeof qualitySummarySchema>;
