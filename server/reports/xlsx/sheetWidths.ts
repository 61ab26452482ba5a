import { cellText } from '#contract/reports/cellText';
import { headerCells } from '#contract/reports/headerCells';
import type { Column, ReportTable } from '#contract/reports/reportDocument';
import { textWidth } from '#contract/reports/textWidth';
import { cellsOf } from './sheetCell.ts';

/** Of Excel's column widths, digits of the usual font; a longer text breaks. */
const widest = 48;
const narrowest = 7;
const filterButton = 3;
/** More rows hardly change a width, and there may be many. */
const rowsLookedAt = 2_000;

/** Of each cell of a row, in digits: by what stands there and in its head. */
export function sheetWidths({ columns, rows }: Pick<ReportTable, 'columns' | 'rows'>): number[] {
  const widths = columns.map((column, index) =>
    Math.max(narrowest, headWidth(column), ...rows.slice(0, rowsLookedAt).map(widthIn(column, index))),
  );
  for (const { text, column, columns: span } of headerCells(columns)[0] ?? []) {
    const missing = textWidth(text) - sum(widths.slice(column, column + span));
    for (let nth = column; span > 1 && missing > 0 && nth < column + span; nth += 1)
      widths[nth] = (widths[nth] ?? 0) + missing / span;
  }
  return columns.flatMap((column, index) => {
    const cells = cellsOf(column);
    const width = Math.min(widest, Math.ceil((widths[index] ?? narrowest) / cells) + 2);
    return Array.from({ length: cells }, () => width);
  });
}

/** Heads break into two lines. */
const headWidth = ({ header }: Column): number =>
  Math.max(...header.split('\n').map((line) => textWidth(line) * 0.6)) + filterButton;

const widthIn =
  (column: Column, index: number) =>
  ({ cells, tone }: ReportTable['rows'][number]): number => {
    const value = cells[index]?.value ?? null;
    if (tone === 'gap') return 0;
    // a sign of its unit stands behind a share in a sheet
    return textWidth(cellText(value, column)) + (typeof value === 'number' ? 1 : 0);
  };

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
