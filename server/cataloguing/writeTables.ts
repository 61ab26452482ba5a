import type { CatalogueDocument } from '#contract/catalogueSchema';
import type { Language } from '#contract/wording/language';
import { csvLine } from '../http/csvLine.ts';
import { headerOf, tables, type Column, type TableName } from './tables/tableColumns.ts';

/** With it Excel reads the file as UTF-8. */
const byteOrderMark = '\ufeff';

/** One table of a catalogue as a file that imports to nothing new. */
export function writeTable(document: CatalogueDocument, name: TableName, language: Language): string {
  const columns: readonly Column[] = tables[name].columns;
  const lines = recordsOf(document, name).map((record) =>
    csvLine(columns.map((column) => cellOf(column, record[column.field], language))),
  );
  return byteOrderMark + csvLine(columns.map((column) => headerOf(column, language))) + lines.join('');
}

type Flat = Readonly<Record<string, unknown>>;

function recordsOf(document: CatalogueDocument, name: TableName): Flat[] {
  if (name === 'steps')
    return document.items.flatMap(({ code, validFrom, route = [] }) =>
      route.map(({ limit, ...step }): Flat => {
        return { item: code, validFrom, ...step, limit: limit?.value, limitUnit: limit?.unit };
      }),
    );
  if (name === 'items')
    return document.items.map(({ statutoryLimit, promisedLimit, ...item }): Flat => {
      return {
        ...item,
        statutoryLimit: statutoryLimit?.value,
        statutoryUnit: statutoryLimit?.unit,
        promisedLimit: promisedLimit?.value,
        promisedUnit: promisedLimit?.unit,
      };
    });
  return document[name].map((record): Flat => ({ ...record }));
}

function cellOf({ kind }: Column, value: unknown, language: Language): string | number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.join(';');
  const text = String(value);
  return typeof kind === 'object' && language === 'zh' ? (kind[text] ?? text) : text;
}
