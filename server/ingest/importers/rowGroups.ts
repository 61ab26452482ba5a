import type { ColumnMapping } from '#contract/mappingSchema';
import { Problem } from '#contract/problem';
import { csvRows } from './csvRows.ts';
import type { FileRow, RowFault } from './fileRow.ts';
import { mappedColumns } from './mappedColumns.ts';
import type { RowGroup } from './mapRow.ts';
import { xesTraces, type XesAttributes } from './xesTraces.ts';

const mostRows = 5000;

/** Something odd about the file as a whole, known at its end. */
export interface Warning {
  warning: string;
}

/** What a file says of one case in one place, or a fault. @throws Problem when the file as a whole cannot be read on. */
export function rowGroups(
  chunks: AsyncIterable<string>,
  mapping: ColumnMapping,
  file: string,
): AsyncGenerator<RowGroup | RowFault | Warning> {
  if (mapping.format === 'xes') return xesGroups(chunks, mapping, file);
  return mapping.rows === 'case' ? csvCases(chunks, mapping, file) : csvEvents(chunks, mapping, file);
}

async function* csvCases(
  chunks: AsyncIterable<string>,
  mapping: ColumnMapping,
  file: string,
): AsyncGenerator<RowGroup | RowFault | Warning> {
  for await (const row of csvRows(chunks, csvForm(mapping, file)))
    yield 'get' in row ? { heads: [row], rows: [], whole: true } : row;
}

/** Neighbouring rows of one case come together: what every row repeats is then told once. */
async function* csvEvents(
  chunks: AsyncIterable<string>,
  mapping: ColumnMapping,
  file: string,
): AsyncGenerator<RowGroup | RowFault | Warning> {
  let rows: FileRow[] = [];
  let subject: string | undefined;
  for await (const row of csvRows(chunks, csvForm(mapping, file))) {
    if (!('get' in row)) {
      yield row;
      continue;
    }
    const of = row.get(mapping.case)?.trim();
    if (rows.length > 0 && (of !== subject || rows.length >= mostRows)) {
      yield { heads: rows, rows, whole: false };
      rows = [];
    }
    subject = of;
    rows.push(row);
  }
  if (rows.length > 0) yield { heads: rows, rows, whole: false };
}

function csvForm(mapping: ColumnMapping, file: string) {
  const delimiter = mapping.format === 'csv' ? mapping.delimiter : ',';
  return { file, delimiter, columns: mappedColumns(mapping) };
}

/** Ends with a warning when a mapped attribute occurs nowhere: either no case has it, or its name is wrong. */
async function* xesGroups(
  chunks: AsyncIterable<string>,
  mapping: ColumnMapping,
  file: string,
): AsyncGenerator<RowGroup | RowFault | Warning> {
  const columns = mappedColumns(mapping);
  const strange = columns.find((column) => !/^(trace|event)\../.test(column));
  if (strange !== undefined)
    throw new Problem(
      'invalid',
      `In an XES mapping a column begins with trace. or event.; ${JSON.stringify(strange)} does not.`,
    );
  const unseen = new Set(columns);
  const known = { trace: new Set<string>(), event: new Set<string>() };
  let traces = 0;
  for await (const trace of xesTraces(chunks, file)) {
    traces += 1;
    note(trace.attributes, 'trace', unseen, known.trace);
    for (const event of trace.events) note(event.attributes, 'event', unseen, known.event);
    const head = rowOf(trace.line, trace.attributes);
    const rows =
      mapping.rows === 'case'
        ? []
        : trace.events.map((event) => rowOf(event.line, trace.attributes, event.attributes));
    yield { heads: [head], rows, whole: trace.whole };
  }
  if (unseen.size === 0 || traces === 0) return;
  const which = [...unseen].map((column) => JSON.stringify(column)).join(', ');
  yield {
    warning: `${which} occurs in no trace of ${file}, which has ${[...known.trace, ...known.event].join(', ')}`,
  };
}

function note(
  attributes: XesAttributes,
  level: 'trace' | 'event',
  unseen: Set<string>,
  known: Set<string>,
): void {
  if (unseen.size === 0) return;
  for (const key of attributes.keys()) {
    unseen.delete(`${level}.${key}`);
    if (known.size < 50) known.add(`${level}.${key}`);
  }
}

function rowOf(line: number, trace: XesAttributes, event?: XesAttributes): FileRow {
  return { line, get: (column) => (column.startsWith('trace.') ? trace : event)?.get(column.slice(6)) };
}
