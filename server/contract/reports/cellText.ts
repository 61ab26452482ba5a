import type { CellValue, Column } from './reportDocument.ts';

const none = '—';
const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const usualDecimals: Partial<Record<Column['kind'], number>> = { decimal: 1, share: 2, points: 2, change: 1 };

/**
 * A cell as it is printed in every format that has no types of its own. Shares, their differences and relative changes
 * are in hundredths without a sign for it: the header says the unit. What is null is a dash.
 */
export function cellText(value: CellValue, { kind, decimals }: Pick<Column, 'kind' | 'decimals'>): string {
  if (value === null) return none;
  if (typeof value === 'string') return value;
  const places = decimals ?? usualDecimals[kind] ?? (kind === 'interval' ? 2 : 0);
  if (typeof value !== 'number') return value.map((end) => percent(end, places)).join(' ~ ');
  switch (kind) {
    case 'count':
      return grouped.format(value).replace('-', '\u2212');
    case 'share':
      return percent(value, places);
    case 'points':
    case 'change':
      return signed(value * 100, places);
    default:
      return value.toFixed(places).replace('-', '\u2212');
  }
}

/** Cut rather than rounded at the top: 99.996 % is not 100 %. */
function percent(share: number, places: number): string {
  const shown = (share * 100).toFixed(places);
  return share < 1 && Number(shown) === 100 ? (100 - 10 ** -places).toFixed(places) : shown;
}

function signed(value: number, places: number): string {
  const shown = Math.abs(value).toFixed(places);
  if (Number(shown) === 0) return shown;
  return `${value > 0 ? '+' : '\u2212'}${shown}`;
}
