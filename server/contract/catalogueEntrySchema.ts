import { z } from 'zod';
import { entryKinds, itemTypes, type EntryKind } from './catalogueEntry.ts';
import { departmentKindSchema, departmentSchema, itemSchema, regionSchema } from './catalogueSchema.ts';
import { day } from './day.ts';

/** What a person writes of a record: the code stands in the address, and whoever writes it ends what was provisional. */
export const entrySchemas = {
  regions: regionSchema
    .omit({ code: true, provisional: true })
    .extend({ tile: z.array(z.int()).length(2).nullish().describe('Column and row on the wall') })
    .strict(),
  'department-kinds': departmentKindSchema.omit({ code: true }).strict(),
  departments: departmentSchema.omit({ code: true, provisional: true }).strict(),
  items: itemSchema
    .omit({ code: true, provisional: true })
    .extend({
      type: z.enum(itemTypes).describe('GB/T 39046'),
      validFrom: day.describe('The day from which this version holds; the same day corrects a version'),
    })
    .strict(),
} as const satisfies Record<EntryKind, z.ZodObject>;

export const entryListQuerySchema = z.strictObject({
  q: z.string().trim().min(1).max(200).optional().describe('Part of the code, name or short name'),
  provisional: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('true: only entries made from unknown codes of lenient sources'),
  cursor: z.string().max(1000).optional().describe('`nextCursor` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

// what goes out

const count = z.int().nonnegative();
const record = z.looseObject({
  code: z.string(),
  revision: z.int(),
  name: z.string(),
  shortName: z.string().optional(),
});

export const entryListSchema = z.object({
  revision: z.int().describe('Of the catalogue'),
  provisional: count.describe('How many of this kind are to be completed, whatever is asked for'),
  items: z.array(
    z.object({
      code: z.string(),
      provisional: z.boolean(),
      openCases: count.describe('Open cases that name it'),
      record: record.describe('Its newest version; of an item the one in force today'),
    }),
  ),
  nextCursor: z.string().nullable(),
  total: count,
  more: z.literal(true).optional(),
});
export type EntryList = z.infer<typeof entryListSchema>;

const versionStates = ['in_force', 'coming', 'past', 'corrected'] as const;

const change = z.object({ field: z.string(), before: z.unknown().optional(), after: z.unknown().optional() });

export const entrySchema = z.object({
  kind: z.enum(entryKinds),
  code: z.string(),
  revision: z.int().describe('Of its newest version: what If-Match names'),
  provisional: z.boolean(),
  openCases: z.object({
    accepted: count.describe('They keep the limits they were accepted under'),
    waiting: count.describe('Not accepted yet: the version in force then will hold'),
  }),
  versions: z
    .array(
      z.object({
        revision: z.int(),
        recordedAt: z.iso.datetime(),
        actor: z.string(),
        note: z.string(),
        state: z.enum(versionStates),
        openCases: count.nullable().describe('Open cases under this version of an item'),
        record,
      }),
    )
    .describe('Newest recorded first'),
});
export type Entry = z.infer<typeof entrySchema>;
export type EntryVersion = Entry['versions'][number];

export const revisionListQuerySchema = z.strictObject({
  cursor: z.string().max(1000).optional().describe('`nextCursor` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const revision = z.object({
  revision: z.int(),
  recordedAt: z.iso.datetime(),
  actor: z.string(),
  note: z.string(),
  records: z.object({
    regions: count,
    departmentKinds: count,
    departments: count,
    items: count,
    calendars: count,
  }),
});
export type CatalogueRevision = z.infer<typeof revision>;

export const revisionListSchema = z.object({
  items: z.array(revision),
  nextCursor: z.string().nullable(),
  total: count,
  more: z.literal(true).optional(),
});
export type RevisionList = z.infer<typeof revisionListSchema>;

/** One record of a document or a revision beside the version it follows. */
export const recordChangeSchema = z.object({
  kind: z.enum([...entryKinds, 'calendars']),
  code: z.string(),
  name: z.string(),
  isNew: z.boolean(),
  validFrom: z.string().nullable().describe('Of an item: the day from which it holds'),
  changes: z.array(change),
});
export type RecordChange = z.infer<typeof recordChangeSchema>;

export const revisionDifferenceSchema = revision.extend({
  changes: z.array(recordChangeSchema).describe('At most 500'),
});
export type RevisionDifference = z.infer<typeof revisionDifferenceSchema>;
