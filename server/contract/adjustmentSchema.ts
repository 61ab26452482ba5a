import { z } from 'zod';
import { day } from './day.ts';
import { periodText } from './periodText.ts';

const text = z.string().trim().min(1);

/** 加分 and 扣分 that a person awards or takes. */
export const newAdjustmentSchema = z.strictObject({
  by: z.enum(['department', 'region']),
  unit: z.string().min(1).max(64).describe('Its code'),
  happenedOn: day.describe('Counts in every period that holds the day; today or earlier'),
  points: z
    .number()
    .min(-20)
    .max(20)
    .multipleOf(0.1)
    .refine((points) => points !== 0, 'points must not be 0')
    .describe('Positive: awarded; negative: taken'),
  reason: text.max(500),
  evidence: text.max(1000).describe('The document, its number, or the address of it'),
});
export type NewAdjustment = z.infer<typeof newAdjustmentSchema>;

export const revokedAdjustmentSchema = z.strictObject({ reason: text.max(500) });

export const adjustmentSchema = newAdjustmentSchema.extend({
  adjustmentId: z.int(),
  recordedAt: z.iso.datetime(),
  actor: z.string(),
  revoked: z.object({ at: z.iso.datetime(), actor: z.string(), reason: z.string() }).nullable(),
});
export type Adjustment = z.infer<typeof adjustmentSchema>;

export const adjustmentsQuerySchema = z.strictObject({
  by: z.enum(['department', 'region']).default('department'),
  period: periodText,
});
export const adjustmentListSchema = z.object({ items: z.array(adjustmentSchema) });
