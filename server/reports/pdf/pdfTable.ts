import type { Content, CustomTableLayout, TableCell } from 'pdfmake/interfaces.js';
import { cellText } from '#contract/reports/cellText';
import { headerCells } from '#contract/reports/headerCells';
import type { Column, ReportTable, TableRow } from '#contract/reports/reportDocument';
import { headLines, tableFit } from '../docx/tableFit.ts';
import { colours } from './pdfLook.ts';
import type { PdfLook } from './pdfLook.ts';
import { paragraph, together, typeset } from './typeset.ts';
import type { Typesetter } from './typeset.ts';

const twips = 20;
const padding = 3;
const rowPadding = 2.2;
/** So few rows stay on one page, with their notes. */
export const shortTable = 8;
const lineOf = (size: number) => size * 1.45;
const inks = { muted: colours.muted, gap: colours.muted, red: colours.bad } as const;

function alignmentOf({ kind }: Column): 'left' | 'right' | 'center' {
  if (kind === 'text') return 'left';
  return kind === 'count' || kind === 'decimal' ? 'right' : 'center';
}

/**
 * A three-line table. Its caption and head stand again on every page, no row is torn, and a head is never without a row.
 * `width` in points.
 */
export function pdfTable(table: ReportTable, width: number, look: PdfLook, setter: Typesetter): Content[] {
  const { columns, rows, notes, caption } = table;
  setter.legible.at(caption);
  const fit = tableFit(table, Math.round(width * twips));
  const size = fit.size / 2;
  const widths = fit.widths.map((one) => one / twips);
  const across = (column: number, count: number) =>
    widths.slice(column, column + count).reduce((sum, one) => sum + one, 0) - 2 * padding;
  const set = (text: string, place: [column: number, count: number], more: CellSetting): TableCell => ({
    stack: typeset(
      [{ text, figure: more.figure }],
      {
        role: more.role ?? 'body',
        size: more.size ?? size,
        line: lineOf(more.size ?? size),
        width: across(...place),
        align: more.align,
        colour: more.colour,
        cell: true,
      },
      setter,
    ),
    ...(more.lower === undefined ? { verticalAlignment: 'middle' } : { margin: [0, more.lower, 0, 0] }),
    colSpan: place[1],
    rowSpan: more.rows,
  });
  const spread = (cells: TableCell[], at: readonly number[]): TableCell[] => {
    const row: TableCell[] = columns.map(() => ({ text: '' }));
    cells.forEach((cell, index) => (row[at[index] ?? 0] = cell));
    return row;
  };
  const headText = (text: string) => headLines(text).join('\n');
  const levels = headerCells(columns);
  const linesIn = (text: string, place: [number, number]) =>
    typeset(
      [{ text: headText(text) }],
      { role: 'heading', size, line: 1, width: across(...place), cell: true },
      setter,
    ).length;
  /** Lines of each level; a cell over both is as high as it needs to be. */
  const tall = levels.map((cells) =>
    Math.max(
      1,
      ...cells
        .filter(({ rows }) => rows === 1)
        .map((cell) => linesIn(cell.text, [cell.column, cell.columns])),
    ),
  );
  const head = levels.map((cells, level) =>
    spread(
      cells.map(({ text, column, columns: count, rows: levelsHigh }) => {
        const room = levelsHigh === 1 ? (tall[level] ?? 1) : tall.reduce((sum, one) => sum + one, 0);
        const lower =
          (Math.max(0, room - linesIn(text, [column, count])) * lineOf(size) +
            (levelsHigh - 1) * 2 * rowPadding) /
          2;
        // pdfmake puts what spans rows into the middle of the wrong page when a head stands again.
        return set(headText(text), [column, count], {
          role: 'heading',
          align: 'center',
          rows: levelsHigh,
          lower,
        });
      }),
      cells.map(({ column }) => column),
    ),
  );
  const bodyRow = ({ cells, tone }: TableRow): TableCell[] => {
    const colour = tone && inks[tone];
    const [first] = columns;
    if (tone === 'gap' && first)
      return spread(
        [set(cellText(cells[0]?.value ?? null, first), [0, columns.length], { align: 'center', colour })],
        [0],
      );
    return columns.map((column, index) => {
      const { value = null, figure } = cells[index] ?? {};
      return set(cellText(value, column), [index, 1], { align: alignmentOf(column), colour, figure });
    });
  };
  const captionSize = look.small + 1.5;
  const captionRow = spread(
    [set(caption, [0, columns.length], { role: 'heading', size: captionSize, align: 'center' })],
    [0],
  );
  const headRows = head.length + 1;
  const parts: Content[] = [
    {
      table: {
        headerRows: headRows,
        keepWithHeaderRows: Math.min(2, rows.length),
        dontBreakRows: true,
        widths: widths.map((one) => one - 2 * padding),
        body: [captionRow, ...head, ...rows.map(bodyRow)],
      },
      layout: threeLines(headRows),
      margin: [0, 6, 0, notes.length === 0 ? 8 : 3],
    },
    ...notes.flatMap((note) => noteLines(note, width, look, setter)),
  ];
  return rows.length <= shortTable ? [together(parts)] : parts;
}

interface CellSetting {
  role?: 'heading' | 'body';
  size?: number;
  align: 'left' | 'center' | 'right';
  colour?: string;
  rows?: number;
  /** Points further down: in the middle of what it spans. */
  lower?: number;
  figure?: TableRow['cells'][number]['figure'];
}

/** Small print under a table or a picture. */
export function noteLines(text: string, width: number, look: PdfLook, setter: Typesetter): Content[] {
  const line = look.small * 1.5;
  const setting = { role: 'body', size: look.small, line, width, justified: look.justified } as const;
  const lines = paragraph(typeset([{ text }], { ...setting, colour: colours.muted }, setter));
  return [...lines, { text: '', fontSize: 1, margin: [0, 0, 0, look.small / 2] }];
}

/** Lines above and below the table and under its head; between rows a hair. The caption stands above them all. */
function threeLines(headRows: number): CustomTableLayout {
  return {
    hLineWidth: (row, { table }) => {
      if (row === 0) return 0;
      if (row === 1 || row === table.body.length) return 1.5;
      return row === headRows ? 0.75 : row < headRows ? 0.5 : 0.4;
    },
    hLineColor: (row, { table }) =>
      row <= headRows || row === table.body.length ? colours.ink : colours.hair,
    vLineWidth: () => 0,
    paddingLeft: () => padding,
    paddingRight: () => padding,
    paddingTop: () => rowPadding,
    paddingBottom: () => rowPadding,
  };
}
