import { decimalsOf, emptyCell } from '#contract/reports/cellText';
import type { CellValue, Column, TableRow } from '#contract/reports/reportDocument';
import { numberOfDay } from '../../sheets/dayNumber.ts';
import type { CellStyle, StyleBook } from '../../sheets/styleBook.ts';
import { textCell } from '../../sheets/textCell.ts';

const inks = { muted: '7F7F7F', gap: '7F7F7F', red: 'C00000' } as const;

/** How many cells of a sheet a column has: an interval's two ends stand side by side. */
export const cellsOf = ({ kind }: Pick<Column, 'kind'>): number => (kind === 'interval' ? 2 : 1);

/** A value as typed cells, at the places named: numbers, shares and days are ones Excel reckons with. */
export function sheetCells(
  value: CellValue,
  column: Column,
  tone: TableRow['tone'],
  styles: StyleBook,
  names: readonly string[],
): string {
  const ends = column.kind === 'interval' && Array.isArray(value) ? value : names.map(() => value);
  return names.map((name, index) => oneCell(ends[index] ?? null, column, tone, styles, name)).join('');
}

function oneCell(
  value: CellValue,
  column: Column,
  tone: TableRow['tone'],
  styles: StyleBook,
  name: string,
): string {
  const look: CellStyle = { lined: true, color: tone === undefined ? undefined : inks[tone] };
  if (value === null) return textCell(emptyCell, styles.idOf({ ...look, align: 'center' }), name);
  if (typeof value === 'string' && column.kind === 'day' && /^\d{4}-\d\d-\d\d$/.test(value))
    return numberCell(
      numberOfDay(value),
      { ...look, format: 'yyyy\\-mm\\-dd', align: 'center' },
      styles,
      name,
    );
  if (typeof value !== 'number') return textCell(String(value), styles.idOf({ ...look, wrap: true }), name);
  const typed = {
    ...look,
    format: numberFormat(column),
    align: column.kind === 'rank' ? 'center' : undefined,
  } as const;
  return numberCell(column.kind === 'points' ? hundredfold(value) : value, typed, styles, name);
}

const numberCell = (value: number, style: CellStyle, styles: StyleBook, name: string): string =>
  `<c r="${name}" s="${styles.idOf(style)}"><v>${value}</v></c>`;

/** Percentage points are no per cent: the number itself is in points, without what binary fractions add. */
const hundredfold = (share: number): number => Number((share * 100).toPrecision(12));

/** Excel's format of a column's numbers. */
export function numberFormat(column: Pick<Column, 'kind' | 'decimals'>): string {
  const decimals = decimalsOf(column);
  const places = decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`;
  switch (column.kind) {
    case 'share':
    case 'interval':
      return `${places}%`;
    case 'points':
      return `+${places};\u2212${places};${places}`;
    case 'change':
      return `+${places}%;\u2212${places}%;${places}%`;
    case 'rank':
      return '0';
    default:
      return `#,##${places}`;
  }
}
