import { z } from 'zod';
import { scoredParts } from '../evaluation.ts';
import { indicatorIds } from './indicator.ts';

const code = z.string().min(1).max(64);
const text = z.string().trim().min(1).max(2000);
const instant = z.iso.datetime();

export const openAppealsSchema = z.strictObject({
  days: z.int().min(1).max(30).default(5).describe('Working days of the office, begun tomorrow'),
});

const appealSubjects = [...indicatorIds, ...scoredParts] as const;
export const newAppealSchema = z.strictObject({
  by: z.enum(['region', 'department']),
  code,
  about: z.enum(appealSubjects).describe('A figure, or a part of the score'),
  text,
});
export type NewAppeal = z.infer<typeof newAppealSchema>;

export const appealDecisionSchema = z.strictObject({
  appealId: z.int().min(1).max(2_147_483_647),
  decision: z.enum(['accepted', 'rejected']),
  reason: text,
});
export type AppealDecision = z.infer<typeof appealDecisionSchema>;

export const appealSchema = z.object({
  appealId: z.int(),
  by: z.enum(['region', 'department']),
  code: z.string(),
  name: z.string(),
  about: z.enum(appealSubjects),
  text: z.string(),
  appealedBy: z.string(),
  appealedAt: instant,
  decision: z.enum(['accepted', 'rejected']).nullable(),
  reason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
});
export type Appeal = z.infer<typeof appealSchema>;
