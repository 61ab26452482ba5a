import type { FaultCode } from '#contract/catalogueImportSchema';
import { CsvRecords } from '../../ingest/importers/csvRecords.ts';
import { readCell } from './readCell.ts';
import type { Column, Table } from './tableColumns.ts';

/** Something wrong with a table; `column` as its own header names it, null: the line as a whole. */
export interface TableFault {
  line: number;
  column: string | null;
  code: FaultCode;
  message: string;
  values?: Record<string, string | number>;
}

export interface TableRow {
  line: number;
  /** By field; a field that the table has no column for is missing, one whose cell is empty is undefined. */
  cells: ReadonlyMap<string, unknown>;
}

export interface ReadTable {
  /** The headers by field. */
  headers: ReadonlyMap<string, string>;
  rows: TableRow[];
  faults: TableFault[];
  warnings: TableFault[];
}

const delimiters = [',', ';', '\t'] as const;

/** Reads a table whose first line names its columns, in Chinese or English, in any order. */
export function readTable(table: Table, text: string): ReadTable {
  const read: ReadTable = { headers: new Map(), rows: [], faults: [], warnings: [] };
  const reader = new CsvRecords(delimiterOf(text));
  let columns: (Column | undefined)[] | undefined;
  for (const record of [...reader.push(text), ...reader.end()]) {
    const { line } = record;
    if ('fault' in record) {
      const { fault } = record;
      read.faults.push({ line, column: null, code: 'unreadable_line', message: fault, values: { fault } });
    } else if (!columns) {
      columns = readHeader(table, record.fields, line, read);
    } else if (record.fields.some((field) => field.trim() !== '')) {
      readRow(columns, record.fields, line, read);
    }
  }
  if (!columns && read.faults.length === 0)
    read.faults.push({
      line: 1,
      column: null,
      code: 'empty_file',
      message: 'the file is empty: not even a line with the names of the columns',
    });
  return read;
}

function delimiterOf(text: string): string {
  const [first = ''] = text.split(/[\r\n]/, 1);
  const count = (delimiter: string): number => first.split(delimiter).length;
  return delimiters.reduce((most, delimiter) => (count(delimiter) > count(most) ? delimiter : most));
}

function readHeader(table: Table, fields: string[], line: number, read: ReadTable): (Column | undefined)[] {
  const headers = new Map<string, string>();
  const columns = fields.map((field) => {
    const header = field.trim();
    const column = table.columns.find(({ field: name, zh }) => name === header || zh === header);
    const values = { name: header };
    if (!column && header !== '') {
      const message = `a column that this table does not have; it was left out`;
      read.warnings.push({ line, column: header, code: 'unknown_field', message, values });
    } else if (column && headers.has(column.field)) {
      const message = 'there are two columns of this name; keep one';
      read.faults.push({ line, column: header, code: 'column_twice', message, values });
    } else if (column) headers.set(column.field, header);
    return column;
  });
  for (const { field, zh } of table.columns.filter(({ key }) => key))
    if (!headers.has(field)) {
      const values = { name: `${zh} ${field}` };
      const message = `the column ${zh} (${field}) is missing; add it`;
      read.faults.push({ line, column: null, code: 'no_column', message, values });
    }
  read.headers = headers;
  return columns;
}

function readRow(
  columns: readonly (Column | undefined)[],
  fields: readonly string[],
  line: number,
  read: ReadTable,
): void {
  if (fields.length !== columns.length) {
    const values = { given: fields.length, expected: columns.length };
    const message = `the line has ${fields.length} fields where the first names ${columns.length}`;
    read.faults.push({ line, column: null, code: 'number_of_fields', message, values });
    return;
  }
  const cells = new Map<string, unknown>();
  for (const [at, column] of columns.entries()) {
    if (!column) continue;
    const header = read.headers.get(column.field) ?? column.field;
    const cell = readCell(column, fields[at] ?? '');
    if ('code' in cell) read.faults.push({ line, column: header, ...cell });
    else if (column.key && cell.value === undefined)
      read.faults.push({ line, column: header, code: 'missing', message: 'the cell is empty; fill it in' });
    else cells.set(column.field, cell.value);
  }
  read.rows.push({ line, cells });
}
