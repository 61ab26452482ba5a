import { z } from 'zod';
import { recordChangeSchema } from './catalogueEntrySchema.ts';
import { limitUnits } from './limit.ts';
import { exportLanguage } from './querySchema.ts';

/** Characters of a file in Base64: 9 MB. */
const longestFile = 12_000_000;

/** `POST /api/v1/catalogue:import`. */
export const catalogueImportSchema = z.strictObject({
  files: z
    .array(
      z.strictObject({
        name: z
          .string()
          .min(1)
          .max(200)
          .describe('catalogue.json, or a table: regions.csv, departments.csv, …'),
        content: z
          .string()
          .max(longestFile)
          .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'Base64 expected')
          .describe('Base64 of the file; tables are UTF-8 or GB 18030'),
      }),
    )
    .min(1)
    .max(10),
  dryRun: z.boolean().default(false).describe('Reports and records nothing'),
});

/** `GET /api/v1/catalogue/files/….csv`. */
export const catalogueTableQuerySchema = z.strictObject(exportLanguage);

/** What a fault is said as, in words of the reader's; the closed list of what the screens have words for. */
export const faultCodes = [
  'missing',
  'wrong_type',
  'too_long',
  'too_large',
  'too_small',
  'not_a_choice',
  'wrong_form',
  'unknown_field',
  'repeated',
  'unknown_region',
  'unknown_department',
  'unknown_kind',
  'unknown_calendar',
  'unknown_item',
  'circle',
  'step_twice',
  'not_an_event',
  'not_a_number',
  'not_yes_or_no',
  'not_a_day',
  'no_unit',
  'no_valid_from',
  'number_of_fields',
  'unreadable_line',
  'unknown_file',
  'not_json',
  'not_text',
  'no_column',
  'column_twice',
  'empty_file',
  'calendar_changes',
  'promise_beyond_law',
  'not_approved',
  'stays_provisional',
] as const;
export type FaultCode = (typeof faultCodes)[number];

const count = z.int().nonnegative();
const counts = z.object({ added: count, changed: count, unchanged: count });
const limit = z.object({ value: z.number(), unit: z.enum(limitUnits) }).nullable();

const importFaultSchema = z.object({
  file: z.string(),
  row: z.int().nullable().describe('Line of a table; null in a JSON document'),
  column: z.string().nullable().describe('As the table names it; of a JSON document the path'),
  message: z.string(),
  code: z.enum(faultCodes).nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ImportFault = z.infer<typeof importFaultSchema>;

const limitChangeSchema = z.object({
  code: z.string(),
  name: z.string(),
  validFrom: z
    .string()
    .describe('Only cases accepted from this day on, and from now on, have the new limits'),
  statutory: z.object({ before: limit, after: limit }),
  promised: z.object({ before: limit, after: limit }),
  accepted: count.describe('Open cases that keep the limits they were accepted under'),
  waiting: count.describe('Open cases that are not accepted yet'),
});
export type LimitChange = z.infer<typeof limitChangeSchema>;

export const catalogueReportSchema = z.object({
  dryRun: z.boolean(),
  baseRevision: z.int().describe('Of the catalogue that was compared with: what If-Match names to apply it'),
  revision: z.int().nullable().describe('Of the catalogue after it; null: nothing was recorded'),
  counts: z.object({
    regions: counts,
    departmentKinds: counts,
    departments: counts,
    items: counts,
    calendars: counts,
  }),
  changes: z.array(recordChangeSchema).describe('What would be, or was, new or changed; at most 500'),
  changesLeftOut: count,
  faults: z.array(importFaultSchema).describe('With one of them nothing is recorded; at most 200'),
  faultsLeftOut: count,
  warnings: z.array(importFaultSchema).describe('At most 200'),
  effect: z.object({
    deadLetters: count.describe('Letters that wait for codes that become known: they replay by themselves'),
    awaited: z.array(z.object({ code: z.string(), letters: count })),
    limits: z.array(limitChangeSchema).describe('Items whose limits change; at most 200'),
    limitsLeftOut: count,
  }),
});
export type CatalogueReport = z.infer<typeof catalogueReportSchema>;
