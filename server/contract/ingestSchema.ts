import { z } from 'zod';
import { caseEventTypes, otherEventTypes } from './caseEvent.ts';

// For the OpenAPI document. Events are validated by hand, field by field: schemas are too slow for a stream.

export const cloudEventSchema = z.object({
  specversion: z.literal('1.0'),
  id: z.string().describe('Idempotent by source, subject and id'),
  source: z.string().describe("The URI registered for the key's source"),
  type: z.enum([...caseEventTypes, ...otherEventTypes]),
  time: z.iso.datetime({ offset: true }).describe('When it happened'),
  subject: z.string().describe('Case number, or item code for item.updated'),
  data: z.record(z.string(), z.unknown()).optional(),
});

export const ingestAnswerSchema = z.object({
  received: z.int(),
  accepted: z.int(),
  duplicates: z.int(),
  rejected: z.int(),
  errors: z.array(
    z.object({
      index: z.int(),
      id: z.string().nullish(),
      code: z.string(),
      path: z.string().nullish(),
      message: z.string(),
    }),
  ),
});
export type IngestAnswer = z.infer<typeof ingestAnswerSchema>;
