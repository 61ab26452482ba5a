import { cellText } from '#contract/reports/cellText';
import type { Column, ReportTable } from '#contract/reports/reportDocument';
import { textWidth } from '#contract/reports/textWidth';

/** Half points, the largest that fits is taken: 五号, 小五, 六号. */
const sizes = [21, 18, 15] as const;
/** Both margins of a cell, twips. */
const margins = 120;
/** Half squares: a name stands in one line up to so many, a longer one in two; prose breaks into lines of so many. */
const longestName = 20;
const prose = 48;
const proseLine = 28;

export interface TableFit {
  /** Half points. */
  size: number;
  /** Of each column, twips; together the whole width. */
  widths: readonly number[];
  /** Whether no number has to break. */
  fits: boolean;
}

/** Columns by their relative widths, each at least as wide as its numbers, and the largest type they have room for. */
export function tableFit(table: Pick<ReportTable, 'columns' | 'rows'>, width: number): TableFit {
  const needs = table.columns.map((column, index) => halfSquares(column, index, table));
  for (const size of sizes) {
    const least = needs.map((need) => Math.ceil(need * size * 5) + margins);
    if (sum(least) <= width) return { size, widths: shared(table.columns, least, width), fits: true };
  }
  const size = sizes[2];
  const least = needs.map((need) => need * size * 5 + margins);
  const scale = width / sum(least);
  return {
    size,
    widths: whole(
      least.map((one) => one * scale),
      width,
    ),
    fits: false,
  };
}

/** What a column has to hold in one line. A half square of a type of n half points is n × 5 twips wide. */
function halfSquares(column: Column, index: number, { rows }: Pick<ReportTable, 'rows'>): number {
  let most = Math.max(4, headWidth(column.header));
  for (const { cells, tone } of rows) {
    const cell = cells[index];
    if (tone === 'gap' || cell === undefined) continue;
    const needed = textWidth(cellText(cell.value, column));
    most = Math.max(most, column.kind === 'text' ? nameWidth(needed) : needed);
  }
  return most;
}

/** Capitals are wider than half a square. */
const nameWidth = (needed: number): number =>
  needed > prose ? proseLine : Math.min(needed + 1, longestName);

/** A head breaks where it says so, before a bracket, between words and Chinese characters, never in a word. */
function headWidth(header: string): number {
  const lines = headLines(header);
  const words = header
    .split(/[\s\p{Script=Han}（）]+/u)
    .map((word) => textWidth(word) + (/[a-z]/i.test(word) ? 1 : 0));
  // in English both lines break into words again
  const isWhole = (line: string): boolean => lines.length > 1 && !line.includes(' ');
  return Math.max(...words, ...lines.map((line) => textWidth(line) / (isWhole(line) ? 1 : 2)));
}

/** A unit in brackets stands under its head. */
export const headLines = (header: string): string[] => header.split(/\n|(?<=.) ?(?=[（(])/u);

/** Relative widths as they were given, but where one is too narrow for its numbers the others make room. */
function shared(columns: readonly Column[], least: readonly number[], width: number): number[] {
  const fixed = new Set<number>();
  for (;;) {
    const free = columns.map((_, index) => index).filter((index) => !fixed.has(index));
    const left = width - sum([...fixed].map((index) => least[index] ?? 0));
    const parts = sum(free.map((index) => columns[index]?.width ?? 1));
    const widthOf = (index: number): number => ((columns[index]?.width ?? 1) / parts) * left;
    const narrow = free.filter((index) => widthOf(index) < (least[index] ?? 0));
    if (narrow.length === 0)
      return whole(
        columns.map((_, index) => (fixed.has(index) ? (least[index] ?? 0) : widthOf(index))),
        width,
      );
    for (const index of narrow) fixed.add(index);
  }
}

/** Whole twips with the same sum. */
function whole(widths: readonly number[], width: number): number[] {
  let before = 0;
  let exact = 0;
  return widths.map((one, index) => {
    exact += one;
    const end = index === widths.length - 1 ? width : Math.round(exact);
    const rounded = end - before;
    before = end;
    return rounded;
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
