import { z } from 'zod';
import { reportKinds } from './reportKind.ts';
import { placeSchema, scopeSchema } from './scopeSchema.ts';

const instant = z.iso.datetime();

/** `POST /api/v1/report-templates`, beside the file. */
export const newTemplateQuerySchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  kind: z.enum(reportKinds),
});

export const templateSchema = z.object({
  templateId: z.int(),
  name: z.string(),
  kind: z.enum(reportKinds),
  bytes: z.int(),
  sha256: z.string(),
  addedBy: z.string(),
  addedAt: instant,
  unknown: z
    .array(z.string())
    .nullable()
    .describe('Placeholders that no report of the kind fills; null: not tried yet'),
  unused: z.array(z.string()).nullable().describe('Parts of the newest report that have no placeholder'),
});
export type ReportTemplate = z.infer<typeof templateSchema>;
export const templateListSchema = z.object({ items: z.array(templateSchema) });

export const newSubscriptionSchema = z.strictObject({
  kind: z.enum(reportKinds),
  scope: scopeSchema.default({ by: 'city' }),
  channelId: z
    .int()
    .min(1)
    .max(2_147_483_647)
    .describe('A mail, webhook or robot channel of the administration'),
  formats: z
    .array(z.enum(['docx', 'xlsx', 'pdf']))
    .max(3)
    .default([])
    .describe('Attached to mail; none: the link alone'),
});
export type NewSubscription = z.infer<typeof newSubscriptionSchema>;

export const subscriptionSchema = z.object({
  subscriptionId: z.int(),
  kind: z.enum(reportKinds),
  scope: placeSchema,
  channelId: z.int(),
  channelName: z.string(),
  formats: z.array(z.enum(['docx', 'xlsx', 'pdf'])),
  addedBy: z.string(),
  addedAt: instant,
});
export type ReportSubscription = z.infer<typeof subscriptionSchema>;
export const subscriptionListSchema = z.object({ items: z.array(subscriptionSchema) });
