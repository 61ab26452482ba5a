import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx';
import { cellText } from '#contract/reports/cellText';
import { headerCells, type HeaderCell } from '#contract/reports/headerCells';
import type { Column, ReportTable, TableRow as Row } from '#contract/reports/reportDocument';
import { colours } from './docxLook.ts';
import { styleIds } from './docxStyles.ts';
import { headLines, tableFit, type TableFit } from './tableFit.ts';
import { figureRuns, textRuns, type FigureAddress } from './textRuns.ts';

const none = { style: BorderStyle.NONE, size: 0 } as const;
const line = (size: number, color = colours.ink) => ({ style: BorderStyle.SINGLE, size, color }) as const;
const shortTable = 8;
const inks = { muted: colours.muted, gap: colours.muted, red: colours.bad } as const;

/** A three-line table: its head stands again on every page, and no row is torn. `width` in twips. */
export function tableBlock(table: ReportTable, width: number, addressOf?: FigureAddress): Table {
  const fit = tableFit(table, width);
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: fit.widths,
    layout: TableLayoutType.FIXED,
    margins: { left: 57, right: 57 },
    borders: {
      top: line(12),
      bottom: line(12),
      left: none,
      right: none,
      insideVertical: none,
      insideHorizontal: line(4, colours.hair),
    },
    rows: [
      ...headerCells(table.columns).map((cells, level) => headRow(cells, level, fit)),
      ...table.rows.map((row, index) =>
        bodyRow(row, table.columns, fit, addressOf, staysWithNext(index, table)),
      ),
    ],
  });
}

const headRow = (cells: readonly HeaderCell[], level: number, { size, widths }: TableFit): TableRow =>
  new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: cells.map(
      ({ text, column, columns, rows }) =>
        new TableCell({
          columnSpan: columns,
          rowSpan: rows,
          width: { size: sum(widths.slice(column, column + columns)), type: WidthType.DXA },
          verticalAlign: VerticalAlign.CENTER,
          borders: { bottom: line(level === 0 && rows === 1 && columns > 1 ? 4 : 6) },
          children: [
            new Paragraph({
              style: styleIds.tableHead,
              children: textRuns(headLines(text).join('\n'), { size }),
            }),
          ],
        }),
    ),
  });

function bodyRow(
  { cells, tone }: Row,
  columns: readonly Column[],
  { size, widths }: TableFit,
  addressOf: FigureAddress | undefined,
  keepNext: boolean,
): TableRow {
  const look = { size, color: tone === undefined ? undefined : inks[tone] };
  const cellOf = (column: Column, index: number, columnSpan = 1): TableCell => {
    const { value = null, figure } = cells[index] ?? {};
    return new TableCell({
      columnSpan,
      width: { size: sum(widths.slice(index, index + columnSpan)), type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      children: [
        new Paragraph({
          style: styleIds.table,
          alignment: tone === 'gap' ? AlignmentType.CENTER : alignmentOf(column),
          children: figureRuns({ text: cellText(value, column), figure }, addressOf, look),
        }),
      ],
    });
  };
  const [first] = columns;
  return new TableRow({
    cantSplit: true,
    keepNext,
    children:
      tone === 'gap' && first !== undefined
        ? [cellOf(first, 0, columns.length)]
        : columns.map((column, index) => cellOf(column, index)),
  });
}

/** No head stands without a row, no row without another; a short table stays whole, with its notes. */
const staysWithNext = (index: number, { rows, notes }: ReportTable): boolean => {
  const left = rows.length - 1 - index;
  if (left === 0) return notes.length > 0;
  return rows.length <= shortTable || index === 0 || left === 1 || rows[index]?.tone === 'gap';
};

function alignmentOf({ kind }: Column): 'left' | 'right' | 'center' {
  if (kind === 'text') return AlignmentType.LEFT;
  return kind === 'count' || kind === 'decimal' ? AlignmentType.RIGHT : AlignmentType.CENTER;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
