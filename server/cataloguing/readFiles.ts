import type { ImportFault } from '#contract/catalogueImportSchema';
import type { CatalogueKind } from '../catalogue/planImport.ts';
import type { RecordedCatalogue } from '../catalogue/recordedCatalogue.ts';
import { placedFault, tableFault, type Origin, type Origins } from './importFault.ts';
import { recordsOfTables, type GivenTable } from './recordsOfTables.ts';
import { decodeText } from './tables/decodeText.ts';
import { readTable } from './tables/readTable.ts';
import { tableNames, tables, type TableName } from './tables/tableColumns.ts';

export interface GivenFile {
  name: string;
  content: Buffer;
}

export interface ReadFiles {
  /** A catalogue document, as yet unchecked. */
  document: Record<string, unknown>;
  origins: Origins;
  faults: ImportFault[];
  warnings: ImportFault[];
}

const kinds: readonly CatalogueKind[] = ['regions', 'departmentKinds', 'departments', 'items', 'calendars'];

/**
 * Puts catalogue documents (JSON) and tables (CSV) together as one document that remembers where each record stands.
 * @param recorded what a table has no column for stays as it is there
 * @param zone the office zone
 */
export function readFiles(files: readonly GivenFile[], recorded: RecordedCatalogue, zone: string): ReadFiles {
  const read: ReadFiles = { document: {}, origins: {}, faults: [], warnings: [] };
  const records = new Map<CatalogueKind, { record: unknown; origin: Origin }[]>();
  const add = (kind: CatalogueKind, record: unknown, origin: Origin): void => {
    const own = records.get(kind);
    if (own) own.push({ record, origin });
    else records.set(kind, [{ record, origin }]);
  };
  const given: GivenTable[] = [];

  for (const { name, content } of files) {
    const whole = (code: ImportFault['code'], message: string): void =>
      void read.faults.push({ file: name, row: null, column: null, message, code, values: {} });
    const text = decodeText(content);
    const table = tableOf(name);
    if (text === null) whole('not_text', 'the file is no text; save the table as CSV, UTF-8 or GB 18030');
    else if (/\.json$/i.test(name)) readDocument(name, text, read, add, whole);
    else if (!table) whole('unknown_file', `the file's name is none of ${knownNames}; rename it`);
    else {
      const { headers, rows, faults, warnings } = readTable(tables[table], text);
      const found = { table: tables[table], headers };
      read.faults.push(...faults.map((fault) => tableFault(fault, name, found)));
      read.warnings.push(...warnings.map((fault) => tableFault(fault, name)));
      given.push({ table, file: name, headers: found, rows });
    }
  }
  recordsOfTables(given, { recorded, zone, add, onFault: (fault) => void read.faults.push(fault) });
  for (const [kind, found] of records) read.document[kind] = found.map(({ record }) => record);
  read.origins = Object.fromEntries(
    [...records].map(([kind, found]) => [kind, found.map(({ origin }) => origin)]),
  );
  return read;
}

const knownNames = ['catalogue.json', ...tableNames.map((name) => `${tables[name].name}.csv`)].join(', ');

/** By the file's name in either language; a browser adds " (1)" to what it downloads twice. */
function tableOf(file: string): TableName | undefined {
  const name = file
    .replace(/\.(csv|txt)$/i, '')
    .replace(/\s*[(（]\d+[)）]$/, '')
    .toLowerCase();
  return tableNames.find((table) => tables[table].name === name || tables[table].zh === name);
}

function readDocument(
  file: string,
  text: string,
  read: ReadFiles,
  add: (kind: CatalogueKind, record: unknown, origin: Origin) => void,
  whole: (code: ImportFault['code'], message: string) => void,
): void {
  const parsed = parsedJson(text);
  if (!isRecord(parsed)) return whole('not_json', 'the file is no JSON document of a catalogue');
  for (const [field, value] of Object.entries(parsed)) {
    const kind = kinds.find((one) => one === field);
    if (kind && Array.isArray(value)) {
      const rows: unknown[] = value;
      for (const [nth, record] of rows.entries())
        add(kind, record, { file, row: null, path: `${kind}[${nth}]` });
    } else if (kind) {
      const fault = { path: kind, message: 'a list is expected', code: 'wrong_type' as const };
      read.faults.push(placedFault(fault, {}, [file]));
    } else {
      const message = 'a field that the catalogue does not have; it was left out';
      const fault = { path: field, message, code: 'unknown_field' as const, values: { name: field } };
      read.warnings.push(placedFault(fault, {}, [file]));
    }
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
