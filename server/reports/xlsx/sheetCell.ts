import { decimalsOf, emptyCell } from '#contract/reports/cellText';
import type { CellValue, Column, TableRow } from '#contract/reports/reportDocument';
import { numberOfDay } from '../../sheets/dayNumber.ts';
import type { CellStyle, StyleBook } from '../../sheets/styleBook.ts';
import { textCell } from '../../sheets/textCell.ts';

const inks = { muted: '7F7F7F', gap: '7F7F7F', red: 'C00000' } as const;

/** How many cells of a sheet a column has: an interval's two ends stand side by side. */
export const cellsOf = ({ kind }: Pick<Column, 'kind'>): number => (kind === 'interval' ? 2 : 1);

/** Writes a column's values, as typed cells at the places named: numbers, shares and days are ones Excel reckons with. */
export type CellWriter = (value: CellValue, tone: TableRow['tone'], names: readonly string[]) => string;

export function cellWriter(column: Column, styles: StyleBook): CellWriter {
  const looks = new Map<TableRow['tone'], ReturnType<typeof columnLooks>>();
  const looksOf = (tone: TableRow['tone']): ReturnType<typeof columnLooks> => {
    const known = looks.get(tone) ?? columnLooks(column, tone, styles);
    looks.set(tone, known);
    return known;
  };
  return (value, tone, names) => {
    const ends = column.kind === 'interval' && Array.isArray(value) ? value : names.map(() => value);
    return names.map((name, index) => oneCell(ends[index] ?? null, column, looksOf(tone), name)).join('');
  };
}

function columnLooks(column: Column, tone: TableRow['tone'], styles: StyleBook) {
  const look: CellStyle = { lined: true, color: tone === undefined ? undefined : inks[tone] };
  return {
    empty: styles.idOf({ ...look, align: 'center' }),
    day: styles.idOf({ ...look, format: 'yyyy\\-mm\\-dd', align: 'center' }),
    text: styles.idOf({ ...look, wrap: true }),
    number: styles.idOf({
      ...look,
      format: numberFormat(column),
      align: column.kind === 'rank' ? 'center' : undefined,
    }),
  };
}

function oneCell(
  value: CellValue,
  { kind }: Column,
  looks: ReturnType<typeof columnLooks>,
  name: string,
): string {
  if (value === null) return textCell(emptyCell, looks.empty, name);
  if (typeof value === 'string' && kind === 'day' && /^\d{4}-\d\d-\d\d$/.test(value))
    return numberCell(numberOfDay(value), looks.day, name);
  if (typeof value !== 'number') return textCell(String(value), looks.text, name);
  return numberCell(kind === 'points' ? hundredfold(value) : value, looks.number, name);
}

const numberCell = (value: number, style: number, name: string): string =>
  `<c r="${name}" s="${style}"><v>${value}</v></c>`;

/** Percentage points are no per cent: the number itself is in points, without what binary fractions add. */
const hundredfold = (share: number): number => Number((share * 100).toPrecision(12));

/** Excel's format of a column's numbers. */
function numberFormat(column: Pick<Column, 'kind' | 'decimals'>): string {
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
