import { z } from 'zod';
import { qualitySummarySchema } from './sourceQualitySchema.ts';

const instant = z.iso.datetime();
const count = z.int().nonnegative();

/** A source as lists show it: when it was heard, what it sent, and how good it is. */
export const sourceStateSchema = z.object({
  sourceId: z.int(),
  name: z.string(),
  uri: z.string(),
  namespace: z.string(),
  createdAt: instant,
  revokedAt: instant.nullable(),
  disabledAt: instant.nullable().describe('Its keys open nothing until it is enabled again'),
  lastOccurredAt: instant.nullable(),
  lastReceivedAt: instant.nullable(),
  staleSince: instant.nullable(),
  accepted: count,
  duplicates: count,
  rejected: count,
  late: count,
  deadLetters: count.describe('Not replayed yet'),
  quality: qualitySummarySchema
    .nullable()
    .describe('Of the last 30 days; null in the first moments of a source'),
  lag: z
    .object({ medianSeconds: z.number().nullable(), p95Seconds: z.number().nullable(), n: count })
    .nullable()
    .describe('Of the last 30 days'),
  mostAheadSeconds: z.number().describe('Of the last 30 days: furthest ahead of this server’s clock'),
  today: z
    .object({ received: count, accepted: count, duplicates: count, refused: count, unknownCodes: count })
    .describe('By arrival; `unknownCodes` of the refused wait for their code'),
});
export const sourceListSchema = z.object({ items: z.array(sourceStateSchema) });
export type SourceReading = z.infer<typeof sourceStateSchema>;
