import type { SourceAnswer } from '../../api/sources.ts';

type Values = SourceAnswer['settings']['values'];

/** A field's table as it is typed: `their code = ours`, a row a line. */
export const tableText = (table: Values[string]): string =>
  Object.entries(table)
    .map(([from, to]) => `${from} = ${to}`)
    .join('\n');

/** Elsewhere a value of digits is a code, and keeps its zeros. */
const numbers: ReadonlySet<string> = new Set(['score', 'approvedDays', 'days', 'amount']);

export interface MappingFault {
  field: string;
  /** From 1. */
  line: number;
  kind: 'equals' | 'twice';
}

/** What was typed for each field; or the first line that is no row, or that says a code again. */
export function valuesOf(texts: Readonly<Record<string, string>>): Values | MappingFault {
  const values: Values = {};
  for (const [field, text] of Object.entries(texts)) {
    const table: Values[string] = {};
    for (const [i, row] of text.split('\n').entries()) {
      if (row.trim() === '') continue;
      const at = row.indexOf('=');
      const [from, to] = [row.slice(0, at).trim(), row.slice(at + 1).trim()];
      if (at < 0 || to === '') return { field, line: i + 1, kind: 'equals' };
      if (Object.hasOwn(table, from)) return { field, line: i + 1, kind: 'twice' };
      table[from] = numbers.has(field) && /^-?\d+(\.\d+)?$/.test(to) ? Number(to) : to;
    }
    if (Object.keys(table).length > 0) values[field] = table;
  }
  return values;
}

export const isFault = (read: Values | MappingFault): read is MappingFault =>
  typeof read['line'] === 'number' && typeof read['kind'] === 'string';
