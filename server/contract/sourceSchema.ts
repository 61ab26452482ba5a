import { z } from 'zod';
import { inexpressible, precisions } from './source.ts';

const instant = z.iso.datetime();
const moment = z.iso.datetime({ offset: true });
const code = z.string().min(1).max(64);
const text = z.string().trim().min(1).max(1000);

/** The source's own codes for values, by field: `{ "score": { "1": 5 } }`. */
const valuesSchema = z
  .record(
    z.string().min(1).max(64),
    z.record(z.string().max(200), z.union([z.string().max(200), z.number()])),
  )
  .refine(
    (values) => Object.values(values).every((table) => Object.keys(table).length <= 2000),
    'a field has at most 2,000 rows',
  );

const settings = {
  lenient: z.boolean().describe('Unknown codes become provisional entries; fixed once it has reported'),
  trustDueDates: z
    .boolean()
    .describe('Due dates it sends override computed ones; fixed once it has reported'),
  historical: z.boolean().describe('A past log; fixed once it has reported'),
  delayWorkdays: z
    .int()
    .min(0)
    .max(250)
    .describe('Usual working days to arrival; fixed once it has reported'),
  precision: z.enum(precisions),
  finishedSuspensionsOnly: z.boolean(),
  cannotExpress: z.array(z.enum(inexpressible)).max(inexpressible.length),
  departments: z.array(code).max(2000).describe('Codes with all below them; empty: all'),
  regions: z.array(code).max(2000).describe('Codes with all below them; empty: all'),
  values: valuesSchema,
  calendar: code.nullable().describe('Fixed once it has reported; null: that of the place'),
  timezone: z.string().max(64).nullable().describe('Of days without a time; null: the office zone'),
};

const settingsPatch = z.strictObject(settings).partial();
export type SourceSettingsPatch = z.infer<typeof settingsPatch>;

const uri = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\s\p{Cc}]+$/u, 'no blanks');

export const newSourceSchema = z.strictObject({
  name: z.string().trim().min(1).max(100).describe('Without blank, colon and slash'),
  uri: uri.optional().describe('What its events name as `source`; `/{name}` when left out'),
  namespace: z.string().max(40).default(''),
  settings: settingsPatch.default({}),
});

/** What is left out stays. */
export const sourcePatchSchema = z.strictObject({
  name: z.string().trim().min(1).max(100).optional(),
  uri: uri.optional(),
  settings: settingsPatch.optional(),
});
export type SourcePatch = z.infer<typeof sourcePatchSchema>;

export const sourceSchema = z.object({
  sourceId: z.int(),
  name: z.string(),
  uri: z.string(),
  namespace: z.string(),
  settings: z.object(settings),
  version: z.int().describe('For If-Match'),
  createdAt: instant,
  disabledAt: instant.nullable(),
  revokedAt: instant.nullable(),
  fixed: z.array(z.string()).describe('Settings that no longer change, since cases were computed by them'),
});
export type SourceAnswer = z.infer<typeof sourceSchema>;

export const sourceKeySchema = z.object({
  keyId: z.int(),
  label: z.string(),
  createdAt: instant,
  issuedBy: z.string(),
  endsAt: instant.nullable().describe('Past: it no longer works'),
  lastUsedAt: instant.nullable().describe('To the minute'),
});
export type SourceKeyAnswer = z.infer<typeof sourceKeySchema>;
export const sourceKeyListSchema = z.object({ items: z.array(sourceKeySchema) });

export const newSourceKeySchema = z.strictObject({
  label: z.string().trim().max(100).default(''),
  othersEndAt: moment.optional().describe('When the keys before it end; left out: they go on'),
});
export const issuedKeySchema = sourceKeySchema.extend({ key: z.string().describe('Shown only now') });
export type IssuedKey = z.infer<typeof issuedKeySchema>;
export const addedSourceSchema = z.object({ source: sourceSchema, key: issuedKeySchema });
export type AddedSource = z.infer<typeof addedSourceSchema>;
export const keyEndSchema = z.strictObject({ at: moment.optional().describe('Now when left out') });

export const handlersSchema = z.strictObject({
  items: z
    .array(
      z.strictObject({
        code: z.string().trim().min(1).max(64),
        name: z.string().trim().max(200).nullable().default(null),
        kind: z.enum(['human', 'machine']),
      }),
    )
    .max(5000),
});
export type SourceHandlers = z.infer<typeof handlersSchema>;

export const outageSchema = z.object({
  outageId: z.string().describe('Id of the event that declared it'),
  from: instant,
  to: instant,
  reason: z.string(),
  recordedAt: instant,
  declaredBy: z.string().nullable().describe('null: the source itself'),
});
export type OutageAnswer = z.infer<typeof outageSchema>;
export const outageListSchema = z.object({ items: z.array(outageSchema) });
export const newOutageSchema = z.strictObject({ from: moment, to: moment, reason: text });

export const valuesPreviewSchema = z.strictObject({ values: valuesSchema });
export const valuesReportSchema = z.object({
  events: z.int().describe('Newest stored events looked at'),
  letters: z.int().describe('Open dead letters looked at'),
  fields: z.array(
    z.object({
      field: z.string(),
      rows: z
        .array(
          z.object({
            from: z.string(),
            to: z.union([z.string(), z.number()]).nullable().describe('null: not listed, refused'),
            events: z.int().describe('That arrived with it'),
            letters: z.int().describe('That wait with it'),
            before: z.union([z.string(), z.number()]).nullable().describe('What it was read as until now'),
            fault: z.string().nullable().describe('Why the value it becomes is none'),
          }),
        )
        .describe('Most used first'),
    }),
  ),
  wouldReplay: z.int().describe('Letters looked at that would be taken'),
  wouldRefuse: z.int().describe('Stored events looked at whose like would be refused from now on'),
  examples: z.array(
    z.object({
      eventId: z.string(),
      type: z.string(),
      field: z.string(),
      given: z.string(),
      before: z.union([z.string(), z.number()]).nullable(),
      after: z.union([z.string(), z.number()]).nullable(),
    }),
  ),
});
export type ValuesReport = z.infer<typeof valuesReportSchema>;
