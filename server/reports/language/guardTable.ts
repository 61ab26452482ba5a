import type { Column, ReportTable } from '#contract/reports/reportDocument';
import type { Language } from '#contract/wording/language';
import type { FaultKind } from './fault.ts';
import { guardName, guardText } from './guardText.ts';

const points = /百分点|percentage points?/;
const previous = /环比|previous/;
const lastYear = /同比|last year/;

/** Faults of a table's words, each with the words. Headers count as one with the group above them. */
export function guardTable(table: ReportTable, language: Language): { what: FaultKind; text: string }[] {
  const { caption, columns, notes, rows, leftOut = [] } = table;
  const words = [caption, ...notes, ...leftOut.map(({ gap }) => gap), ...columns.map(({ header }) => header)];
  const names = rows.flatMap(({ cells }) =>
    cells.flatMap(({ value }) => (typeof value === 'string' ? [value] : [])),
  );
  return [
    ...words.flatMap((text) => guardText(text, language, true).map((what) => ({ what, text }))),
    ...names.flatMap((text) => guardName(text).map((what) => ({ what, text }))),
    ...columns.flatMap((column) =>
      headerFaults(column, columns).map((what) => ({ what, text: column.header })),
    ),
  ];
}

function headerFaults({ kind, header, compares, n }: Column, columns: readonly Column[]): FaultKind[] {
  const faults: FaultKind[] = [];
  if (kind === 'share' || kind === 'interval') {
    if (!columns.some((other) => other.key === n && other.kind === 'count')) faults.push('missing_n');
    if (!header.includes('%')) faults.push('missing_unit');
  }
  if (kind === 'points' && !points.test(header))
    faults.push(header.includes('%') ? 'percent_of_share' : 'missing_unit');
  if (kind === 'change' && !header.includes('%'))
    faults.push(points.test(header) ? 'points_of_count' : 'missing_unit');
  const says = previous.test(header) ? 'previous' : lastYear.test(header) ? 'lastYear' : undefined;
  if ((kind === 'points' || kind === 'change') && says !== compares) faults.push('wrong_comparison');
  return faults;
}
