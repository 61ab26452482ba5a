import { z } from 'zod';

const instant = z.iso.datetime();

/** Kinds of data whose time an administrator sets. */
export const settableKinds = [
  'dead_letters',
  'sessions',
  'inbox_read',
  'notifications',
  'rule_runs',
  'minutes',
  'source_days',
  'attachments',
  'personal_data',
  'closed_cases',
] as const;
/** Kinds whose time is fixed. */
export const fixedKinds = ['changes', 'job_slots', 'screenshots', 'days', 'flags', 'audit'] as const;
const settableKind = z.enum(settableKinds);
export type SettableKind = z.infer<typeof settableKind>;
export type FixedKind = (typeof fixedKinds)[number];

/** `GET /api/v1/retention`: what is kept how long, and what has gone into files. */
export const retentionListSchema = z.object({
  kinds: z.array(
    z.object({
      kind: z.enum([...settableKinds, ...fixedKinds]),
      days: z.int().nullable().describe('Natural days; null: for good'),
      usual: z.int().nullable().describe('What holds until an administrator sets something else'),
      least: z.int().nullable().describe('null: nobody can set it'),
      most: z.int().nullable(),
      law: z.string().nullable().describe('What the time rests on'),
      changedAt: instant.nullable(),
      changedBy: z.string().nullable(),
    }),
  ),
  archive: z.object({
    folder: z.string().nullable().describe('null: none is set, and no case is archived'),
    encrypted: z.boolean(),
    files: z.array(
      z.object({
        archiveId: z.int(),
        month: z.string(),
        file: z.string(),
        encrypted: z.boolean(),
        bytes: z.int(),
        sha256: z.string(),
        cases: z.int(),
        events: z.int(),
        archivedAt: instant,
        restoredAt: instant.nullable(),
      }),
    ),
  }),
  lastRunAt: instant.nullable().describe('When what is past its time was last deleted'),
});
export type RetentionList = z.infer<typeof retentionListSchema>;
export type RetentionKindAnswer = RetentionList['kinds'][number];

/** `PUT /api/v1/retention/{kind}`. */
export const retentionTermSchema = z.strictObject({
  days: z.int().min(1).max(36_500).describe('Natural days'),
});

/** `GET /api/v1/retention/{kind}/preview`: what is past its time, were it so many days. */
export const retentionPreviewQuerySchema = z.strictObject({
  days: z.coerce.number().int().min(1).max(36_500).optional().describe('As set now unless given'),
});
export const retentionPreviewSchema = z.object({
  kind: settableKind,
  days: z.int(),
  before: instant,
  rows: z.int().describe('That go'),
  oldest: instant.nullable(),
  newest: instant.nullable(),
  bytes: z.int().describe('About'),
  events: z.int().nullable().describe('Of closed cases: their events'),
  heldBack: z
    .int()
    .nullable()
    .describe('Of closed cases: as old, but with a flag that is not closed, an open relative, or put back'),
});
export type RetentionPreview = z.infer<typeof retentionPreviewSchema>;
