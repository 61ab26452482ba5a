import { z } from 'zod';

/** `POST /api/v1/cases/{caseId}/reveal`. */
export const revealSchema = z.strictObject({
  reason: z.string().trim().min(4, 'say in a few words what it is needed for').max(500),
  fields: z
    .array(z.enum(['name', 'idNumber', 'phone', 'text']))
    .min(1)
    .max(4)
    .default(['name', 'idNumber', 'phone', 'text'])
    .describe('Of the applicant; "text" is what people wrote freely. Left out: all'),
});

export const revealedSchema = z.object({
  caseId: z.string(),
  parts: z
    .array(
      z.object({
        sourceId: z.int(),
        eventId: z.string(),
        recordedAt: z.iso.datetime(),
        values: z.record(z.string(), z.string()).describe('"applicant.name", "reason", …'),
      }),
    )
    .describe('One for each event that brought some, oldest first'),
});

export type Revealed = z.infer<typeof revealedSchema>;
export type RevealField = z.infer<typeof revealSchema>['fields'][number];
