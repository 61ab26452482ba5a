import type { CellValue, Column, ColumnKind } from './reportDocument.ts';
import { groupedText, roundedText, signedText } from './roundedText.ts';

/** Decimals where a column names none: of shares, points and changes those of their per cent. */
const usualDecimals: Readonly<Partial<Record<ColumnKind, number>>> = {
  decimal: 2,
  share: 2,
  points: 2,
  change: 1,
  interval: 2,
};

/** Nothing to show: not observed, not compared, not ranked. */
export const emptyCell = '—';

export const decimalsOf = ({ kind, decimals }: Pick<Column, 'kind' | 'decimals'>): number =>
  decimals ?? usualDecimals[kind] ?? 0;

/** A cell as paper and screens print it. Units, `%` too, stand in the column's header. */
export function cellText(value: CellValue, column: Pick<Column, 'kind' | 'decimals'>): string {
  if (value === null) return emptyCell;
  if (typeof value === 'string') return value;
  const decimals = decimalsOf(column);
  if (typeof value !== 'number')
    return `${roundedText(value[0], decimals, 2)} ~ ${roundedText(value[1], decimals, 2)}`;
  if (column.kind === 'share') return roundedText(value, decimals, 2);
  if (column.kind === 'points' || column.kind === 'change') return signedText(value, decimals, 2);
  return groupedText(value, decimals);
}
