import type { DataSpec, TimeSpec, ValueSpec } from '#contract/mappingSchema';
import type { Precision } from '#contract/source';
import type { FileRow } from './fileRow.ts';
import { quoted, timeReader, type TimeReader } from './parseTime.ts';

/** What a column's text cannot be; its column and the text are in the reason. */
export class ValueFault {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Undefined: the row has no such value, or one that means "missing". */
export type ValueReader<T> = (row: FileRow) => T | ValueFault | undefined;

/** What all columns of a mapping have in common. */
export interface Writing {
  timeFormat: string | string[] | undefined;
  timezone: string;
  precision: Precision | undefined;
  missing: ReadonlySet<string>;
  /** Fields whose values the source's own table translates: their texts are left as they are. */
  translated: ReadonlySet<string>;
}

export function textOf(spec: ValueSpec, writing: Writing): ValueReader<string> {
  if (typeof spec === 'object' && 'const' in spec) {
    const text = String(spec.const);
    return () => text;
  }
  const column = typeof spec === 'string' ? spec : spec.column;
  return (row) => {
    const text = row.get(column)?.trim();
    return text === undefined || text === '' || writing.missing.has(text) ? undefined : text;
  };
}

/** Epoch milliseconds of a time column; a day alone is its beginning as an event and its end as a due date. */
export function instantOfColumn(
  spec: TimeSpec,
  means: 'event' | 'due',
  writing: Writing,
): ValueReader<number> {
  const own = typeof spec === 'string' ? { column: spec } : spec;
  const formats = own.timeFormat ?? writing.timeFormat;
  const read: TimeReader = timeReader({
    formats: formats === undefined ? undefined : [formats].flat(),
    timezone: own.timezone ?? writing.timezone,
    precision: own.precision ?? writing.precision,
  });
  const text = textOf(own.column, writing);
  return (row) => {
    const written = text(row);
    if (written === undefined || written instanceof ValueFault) return written;
    const time = read(written, means);
    return 'fault' in time ? new ValueFault(`${own.column} ${time.fault}`) : time.at;
  };
}

const dueFields = new Set(['promisedDueAt', 'statutoryDueAt', 'dueAt']);
const instantFields = new Set(['approvedAt', 'applicantNotifiedAt', 'from', 'to']);
const numberFields = new Set(['approvedDays', 'days', 'amount', 'score', 'value']);
const flagFields = new Set(['newFacts', 'applicantNotified', 'isDefault']);
const listFields = new Set(['marks', 'materials']);
const yes = /^(true|1|yes|y|是|有)$/i;
const no = /^(false|0|no|n|否|无)$/i;

/** The reader of one field of `data`, giving what a CloudEvent would carry there. */
export function fieldReader(field: string, spec: DataSpec[string], writing: Writing): ValueReader<unknown> {
  if (isNested(spec)) return nestedReader(spec, writing);
  if (typeof spec === 'object' && 'const' in spec) return () => spec.const;
  if (dueFields.has(field) || instantFields.has(field)) {
    const read = instantOfColumn(spec, dueFields.has(field) ? 'due' : 'event', writing);
    return (row) => {
      const at = read(row);
      return typeof at === 'number' ? new Date(at).toISOString() : at;
    };
  }
  const column = typeof spec === 'string' ? spec : spec.column;
  const text = textOf(spec, writing);
  if (writing.translated.has(field)) return text;
  return (row) => {
    const written = text(row);
    return typeof written === 'string' ? typed(field, written, column) : written;
  };
}

function typed(field: string, text: string, column: string): unknown {
  if (listFields.has(field))
    return text
      .split(/[;,；，、|]/)
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '');
  if (flagFields.has(field)) {
    if (yes.test(text)) return true;
    return no.test(text) ? false : new ValueFault(`${column} ${quoted(text)} is neither yes nor no`);
  }
  if (!numberFields.has(field)) return text;
  return /^[+-]?\d+(\.\d+)?$/.test(text)
    ? Number(text)
    : new ValueFault(`${column} ${quoted(text)} is no number`);
}

function isNested(spec: DataSpec[string]): spec is Record<string, ValueSpec> {
  return typeof spec === 'object' && !('const' in spec) && !('column' in spec);
}

function nestedReader(spec: Record<string, ValueSpec>, writing: Writing): ValueReader<unknown> {
  const readers = Object.entries(spec).map(([field, of]) => ({
    field,
    read: fieldReader(field, of, writing),
  }));
  return (row) => {
    const value: Record<string, unknown> = {};
    for (const { field, read } of readers) {
      const member = read(row);
      if (member instanceof ValueFault) return member;
      if (member !== undefined) value[field] = member;
    }
    // constants alone say nothing: a unit without its number is no limit
    return readers.every(({ field }) => !(field in value)) || !columnsGave(spec, value) ? undefined : value;
  };
}

function columnsGave(spec: Record<string, ValueSpec>, value: Record<string, unknown>): boolean {
  const fromColumns = Object.entries(spec).filter(([, of]) => typeof of === 'string' || 'column' in of);
  return fromColumns.length === 0 || fromColumns.some(([field]) => field in value);
}
