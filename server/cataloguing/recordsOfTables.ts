import type { ImportFault } from '#contract/catalogueImportSchema';
import type { CatalogueKind } from '../catalogue/planImport.ts';
import type { RecordedCatalogue } from '../catalogue/recordedCatalogue.ts';
import { tableFault, type Origin, type TableHeaders } from './importFault.ts';
import { itemRecord, stepRecord } from './tables/itemRecord.ts';
import type { TableFault, TableRow } from './tables/readTable.ts';
import type { TableName } from './tables/tableColumns.ts';

export interface GivenTable {
  table: TableName;
  file: string;
  headers: TableHeaders;
  rows: readonly TableRow[];
}

interface GivenStep {
  row: TableRow;
  origin: Origin;
  taken: boolean;
}

interface Taking {
  recorded: RecordedCatalogue;
  /** The office zone. */
  zone: string;
  add: (kind: CatalogueKind, record: unknown, origin: Origin) => void;
  onFault: (fault: ImportFault) => void;
}

/** The records that tables make; what a table has no column for stays as it is recorded. */
export function recordsOfTables(given: readonly GivenTable[], taking: Taking): void {
  const steps = given.some(({ table }) => table === 'steps') ? stepsByItem(given) : undefined;
  for (const { table, file, headers, rows } of given)
    for (const row of rows) {
      const origin: Origin = { file, row: row.line, table: headers };
      if (table === 'items') takeItem(row, origin, steps, taking);
      else if (table !== 'steps') {
        const base = baseOf(taking.recorded, table, String(row.cells.get('code')));
        taking.add(table, stripped({ ...base, ...Object.fromEntries(row.cells) }), origin);
      }
    }
  for (const [item, own] of steps ?? [])
    for (const { row, origin } of own.filter(({ taken }) => !taken)) {
      const message = `the item ${item} has no row of that day in the table of items; add it`;
      const values = { code: item };
      report({ line: row.line, column: 'item', code: 'unknown_item', message, values }, origin, taking);
    }
}

function takeItem(
  row: TableRow,
  origin: Origin,
  steps: ReadonlyMap<string, GivenStep[]> | undefined,
  taking: Taking,
): void {
  const code = String(row.cells.get('code') ?? '');
  const own = steps && stepsOf(steps.get(code) ?? [], row.cells.get('validFrom'));
  const route = own?.map((step) => {
    const { record, faults } = stepRecord(step.row);
    for (const fault of faults) report(fault, step.origin, taking);
    return record;
  });
  const recorded = taking.recorded.items.get(code) ?? [];
  const { record, faults } = itemRecord({ row, route, recorded, zone: taking.zone });
  for (const fault of faults) report(fault, origin, taking);
  taking.add('items', stripped(record), {
    ...origin,
    ...(own ? { steps: own.map((step) => step.origin) } : {}),
  });
}

function stepsByItem(given: readonly GivenTable[]): Map<string, GivenStep[]> {
  const byItem = new Map<string, GivenStep[]>();
  for (const { table, file, headers, rows } of given) {
    if (table !== 'steps') continue;
    for (const row of rows) {
      const item = String(row.cells.get('item') ?? '');
      const step = { row, origin: { file, row: row.line, table: headers }, taken: false };
      const own = byItem.get(item);
      if (own) own.push(step);
      else byItem.set(item, [step]);
    }
  }
  return byItem;
}

/** The steps of one version of an item; a step that names no day is of every version in the table. */
function stepsOf(steps: readonly GivenStep[], validFrom: unknown): GivenStep[] {
  const own = steps.filter(({ row: { cells } }) => {
    const day = cells.get('validFrom');
    return day === undefined || day === validFrom;
  });
  for (const step of own) step.taken = true;
  return own;
}

function report(fault: TableFault, { file, table }: Origin, { onFault }: Taking): void {
  onFault(tableFault(fault, file, table));
}

function baseOf(
  recorded: RecordedCatalogue,
  table: 'regions' | 'departmentKinds' | 'departments',
  code: string,
): object {
  const newest: object = recorded[table].get(code)?.at(-1) ?? {};
  return Object.fromEntries(
    // whoever writes a record ends what was provisional
    Object.entries(newest).filter(([field]) => field !== 'revision' && field !== 'provisional'),
  );
}

/** As JSON has it: without what is undefined. */
const stripped = (record: object): object =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
