import type { ImportFault } from '#contract/catalogueImportSchema';
import type { DocumentFault } from '../catalogue/documentFault.ts';
import type { TableFault } from './tables/readTable.ts';
import type { Table } from './tables/tableColumns.ts';

/** Where a record of the document comes from. */
export interface Origin {
  file: string;
  /** Null: not of a table. */
  row: number | null;
  /** Of a record in a JSON document: its path there. */
  path?: string;
  table?: TableHeaders;
  /** Of an item: where the steps of its route come from. */
  steps?: readonly Origin[];
}

export interface TableHeaders {
  table: Table;
  /** By field, as the file has them. */
  headers: ReadonlyMap<string, string>;
}

/** Origins of the records of each kind, in the order of the document. */
export type Origins = Readonly<Record<string, readonly Origin[] | undefined>>;

/** Says of a fault in the document in which file, line and column it lies. */
export function placedFault(fault: DocumentFault, origins: Origins, files: readonly string[]): ImportFault {
  const { message, code = null, values = {} } = fault;
  const said = { message, code, values };
  const [, kind = '', nth = '', rest = ''] = /^(\w+)\[(\d+)\]\.?(.*)$/.exec(fault.path) ?? [];
  const origin = origins[kind]?.[Number(nth)];
  if (!origin) return { file: files[0] ?? '', row: null, column: fault.path || null, ...said };
  const [, step = '', ofStep = ''] = /^route\[(\d+)\]\.?(.*)$/.exec(rest) ?? [];
  const steps = origin.steps?.[Number(step)];
  const [from, path] = step !== '' && steps ? [steps, ofStep] : [origin, rest];
  return { file: from.file, row: from.row, column: columnOf(from, path), ...said };
}

export function tableFault(fault: TableFault, file: string, table?: TableHeaders): ImportFault {
  const { line: row, column, code, message, values = {} } = fault;
  return {
    file,
    row,
    column: column !== null && table ? headerOf(table, column) : column,
    message,
    code,
    values,
  };
}

function columnOf({ path, table }: Origin, rest: string): string | null {
  if (path !== undefined) return rest === '' ? path : `${path}.${rest}`;
  const [field = '', inner] = rest.split(/[.[]/);
  if (field === '' || !table) return rest || null;
  if (inner !== 'unit') return headerOf(table, field);
  return headerOf(table, field === 'limit' ? 'limitUnit' : field.replace('Limit', 'Unit'));
}

/** As the file calls it; of a column that it has not, as it would be called. */
function headerOf({ table, headers }: TableHeaders, field: string): string {
  const column = table.columns.find((one) => one.field === field);
  return headers.get(field) ?? (column ? `${column.zh} ${column.field}` : field);
}
