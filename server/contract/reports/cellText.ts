import type { CellValue, Column, ColumnKind } from './reportDocument.ts';
import { groupedText, roundedText, shareText, signedText } from './roundedText.ts';

const none = '—';
const usualDecimals: Readonly<Partial<Record<ColumnKind, number>>> = {
  decimal: 1,
  share: 2,
  points: 2,
  change: 1,
  interval: 2,
};

/**
 * A cell as it is printed in every format that has no types of its own. Shares, their differences and relative changes
 * are in hundredths without a sign for it: the header says the unit. What is null is a dash.
 */
export function cellText(value: CellValue, { kind, decimals }: Pick<Column, 'kind' | 'decimals'>): string {
  if (value === null) return none;
  if (typeof value === 'string') return value;
  const places = decimals ?? usualDecimals[kind] ?? 0;
  if (typeof value !== 'number') return value.map((end) => shareText(end, places)).join(' ~ ');
  switch (kind) {
    case 'share':
      return shareText(value, places);
    case 'points':
    case 'change':
      return signedText(value, places, 2);
    default:
      return groupedText(value, places);
  }
}
