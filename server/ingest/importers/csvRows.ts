import { Problem } from '#contract/problem';
import { CsvRecords, type CsvRecord } from './csvRecords.ts';
import type { RowFault, FileRow } from './fileRow.ts';

export interface CsvForm {
  /** As sentences name it. */
  file: string;
  delimiter: string;
  /** Columns the mapping reads. */
  columns: readonly string[];
}

/**
 * The rows of a CSV file whose first line names its columns. @throws Problem('invalid') before the first row when a
 * mapped column does not exist, naming it and those that do.
 */
export async function* csvRows(
  chunks: AsyncIterable<string>,
  form: CsvForm,
): AsyncGenerator<FileRow | RowFault> {
  const reader = new CsvRecords(form.delimiter);
  let header: Map<string, number> | undefined;
  const rows = function* (records: Iterable<CsvRecord>): Generator<FileRow | RowFault> {
    for (const record of records) {
      if (header) yield rowOf(record, header);
      else header = headerOf(record, form);
    }
  };
  for await (const chunk of chunks) yield* rows(reader.push(chunk));
  yield* rows(reader.end());
  if (!header)
    throw new Problem('unreadable', `${form.file} is empty: not even a line with the names of the columns.`);
}

function headerOf(record: CsvRecord, form: CsvForm): Map<string, number> {
  if ('fault' in record)
    throw new Problem(
      'unreadable',
      `${form.file} line ${record.line}, the names of the columns: ${record.fault}.`,
    );
  const names = record.fields.map((name) => name.trim());
  const header = new Map(names.map((name, index) => [name, index]));
  const missing = form.columns.filter((column) => !header.has(column));
  if (missing.length > 0) {
    const columns = names.map((name) => JSON.stringify(name)).join(', ');
    const which = missing.map((name) => JSON.stringify(name)).join(', ');
    throw new Problem('invalid', `${form.file} has no column ${which}; it has ${columns}. Mend the mapping.`);
  }
  const twice = form.columns.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (twice !== undefined)
    throw new Problem('invalid', `${form.file} has two columns named ${JSON.stringify(twice)}; rename one.`);
  return header;
}

function rowOf(record: CsvRecord, header: ReadonlyMap<string, number>): FileRow | RowFault {
  const { line } = record;
  if ('fault' in record) return { line, reason: record.fault };
  const { fields } = record;
  if (fields.length !== header.size)
    return { line, reason: `the line has ${fields.length} fields where the header names ${header.size}` };
  return {
    line,
    get: (column) => {
      const index = header.get(column);
      return index === undefined ? undefined : fields[index];
    },
  };
}
