import { z } from 'zod';
import { caseEventTypes } from './caseEvent.ts';
import { catalogueSchema } from './catalogueSchema.ts';
import { precisions } from './source.ts';

const column = z.string().min(1, 'the name of a column, or { "const": value }');
const constant = z.strictObject({
  const: z.union([z.string(), z.number(), z.boolean(), z.record(z.string(), z.unknown())]),
});
const timeFormat = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** A column that is written in another way than the rest of the file. */
const described = z.strictObject({
  column,
  timeFormat: timeFormat.optional(),
  timezone: z.string().optional(),
  precision: z.enum(precisions).optional(),
});

const valueSpec = z.union([column, constant, described], {
  error: 'the name of a column, { "const": value } or { "column": name, "timeFormat": … }',
});
/** A time is always read from the file: a constant one would be invented. */
const timeSpec = z.union([column, described], {
  error: 'the name of a column or { "column": name, "timeFormat": … }',
});

/** Fields of `data`; a nested object for those that are objects themselves (`applicant`, `promisedLimit`). */
const dataSpec = z.record(
  z.string(),
  z.union([valueSpec, z.record(z.string(), valueSpec)], {
    error: 'the name of a column, { "const": value }, or an object of them',
  }),
);

const eventType = z.enum(caseEventTypes, { error: `one of ${caseEventTypes.join(', ')}` });

const eventSpec = z.strictObject({
  type: eventType,
  time: timeSpec,
  received: timeSpec.optional(),
  step: valueSpec.optional(),
  handler: valueSpec.optional(),
  data: dataSpec.default({}),
});

const common = {
  /** Name of the source the events are booked under; registered by the import when there is none. */
  source: z.string().min(1).max(200),
  /** What the source's CloudEvents name as `source`; `/{source}` unless told. */
  uri: z.string().min(1).max(200).optional(),
  namespace: z
    .string()
    .max(40)
    .regex(/^[^:/\p{Cc}]*$/u, 'a namespace without colon, slash or control characters')
    .default(''),
  lenient: z.boolean().default(false),
  historical: z.boolean().default(false),
  trustDueDates: z.boolean().optional(),
  timezone: z.string().optional(),
  calendar: z.string().optional(),
  values: z.record(z.string(), z.record(z.string(), z.union([z.string(), z.number()]))).default({}),
  /** Any label of the WHATWG encoding standard: `utf-8`, `gb18030`, … */
  encoding: z.string().default('utf-8'),
  /** A catalogue document that is imported before the events. */
  catalogue: catalogueSchema.optional(),
};

const columns = {
  ...common,
  rows: z.enum(['case', 'event'], {
    error: '"case" (one row tells a whole case) or "event" (one row tells one event)',
  }),
  timeFormat: timeFormat.optional(),
  precision: z.enum(precisions).optional(),
  missing: z.array(z.string()).default(['']),
  case: column,
  item: valueSpec.optional(),
  department: valueSpec.optional(),
  region: valueSpec.optional(),
  channel: valueSpec.optional(),
  received: timeSpec.optional(),
  /** `rows: "case"`: which events a row tells. */
  events: z.array(eventSpec).default([]),
  /** `rows: "event"`: events told by what every row of a case (or its trace) repeats. */
  caseEvents: z.array(eventSpec).default([]),
  /** `rows: "event"`: the value of `activity` (else `step`) → type; `"*"` for all others; null to leave it out. */
  map: z.record(z.string(), eventType.nullable()).default({}),
  activity: column.optional(),
  step: valueSpec.optional(),
  'step.dueAt': timeSpec.optional(),
  handler: valueSpec.optional(),
  time: timeSpec.optional(),
  data: dataSpec.default({}),
};

const csvMapping = z.strictObject({
  format: z.literal('csv'),
  ...columns,
  delimiter: z.string().length(1, 'one character').default(','),
});

const xesMapping = z.strictObject({ format: z.literal('xes'), ...columns });

const cloudEventsMapping = z.strictObject({ format: z.literal('cloudevents'), ...common });

/** How a foreign file tells of cases (CONTRACT, Import mapping). */
export const mappingSchema = z
  .discriminatedUnion('format', [csvMapping, xesMapping, cloudEventsMapping], {
    error: 'format is "csv", "xes" or "cloudevents"',
  })
  .superRefine((mapping, context) => {
    const fault = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (mapping.format === 'cloudevents') return;
    if (mapping.rows === 'case' && mapping.events.length === 0)
      fault('events', 'rows "case" needs at least one event: { "type": "case.accepted", "time": "COLUMN" }');
    if (mapping.rows === 'case' && (mapping.time ?? mapping.activity ?? mapping['step.dueAt']) !== undefined)
      fault(
        'rows',
        'time, activity and step.dueAt belong to rows "event"; with rows "case" give them inside `events`',
      );
    if (mapping.rows === 'event' && mapping.events.length > 0)
      fault(
        'events',
        'events belongs to rows "case"; with rows "event" use `map`, and `caseEvents` for what a case repeats',
      );
    if (mapping.rows === 'event' && mapping.time === undefined && Object.keys(mapping.map).length > 0)
      fault('time', 'rows "event" needs the column that says when an event happened');
    if (mapping.rows === 'event' && Object.keys(mapping.map).length === 0 && mapping.caseEvents.length === 0)
      fault('map', 'rows "event" needs `map`: { "*": "case.step_completed" } makes every row a step');
    const asks = Object.keys(mapping.map).some((value) => value !== '*');
    if (asks && mapping.activity === undefined && mapping.step === undefined)
      fault('activity', '`map` names values, so `activity` or `step` must name the column that holds them');
  });

export type Mapping = z.infer<typeof mappingSchema>;
export type ColumnMapping = Exclude<Mapping, { format: 'cloudevents' }>;
export type ValueSpec = z.infer<typeof valueSpec>;
export type TimeSpec = z.infer<typeof timeSpec>;
export type DataSpec = z.infer<typeof dataSpec>;
export type EventSpec = z.infer<typeof eventSpec>;
