import type { CellValue, Column, ColumnKind } from './reportDocument.ts';
import { groupedText, shareText, signedText } from './roundedText.ts';

/** Nothing to show: not observed, not compared, not ranked. */
export const emptyCell = '—';
const usualDecimals: Readonly<Partial<Record<ColumnKind, number>>> = {
  decimal: 1,
  share: 2,
  points: 2,
  change: 1,
  interval: 2,
};

/** Decimals as printed: of shares, points and changes those of their hundredths. */
export const decimalsOf = ({ kind, decimals }: Pick<Column, 'kind' | 'decimals'>): number =>
  decimals ?? usualDecimals[kind] ?? 0;

/**
 * A cell as it is printed in every format that has no types of its own. Shares, their differences and relative changes
 * are in hundredths without a sign for it: the header says the unit. What is null is a dash.
 */
export function cellText(value: CellValue, column: Pick<Column, 'kind' | 'decimals'>): string {
  if (value === null) return emptyCell;
  if (typeof value === 'string') return value;
  const places = decimalsOf(column);
  if (typeof value !== 'number') return value.map((end) => shareText(end, places)).join(' ~ ');
  switch (column.kind) {
    case 'share':
      return shareText(value, places);
    case 'points':
    case 'change':
      return signedText(value, places, 2);
    default:
      return groupedText(value, places);
  }
}
