import { headerCells } from '#contract/reports/headerCells';
import type { ReportDocument, ReportTable } from '#contract/reports/reportDocument';
import { columnName } from '../../sheets/columnName.ts';
import type { StyleBook } from '../../sheets/styleBook.ts';
import { textCell } from '../../sheets/textCell.ts';
import { pageXml, sheetHead } from './sheetPage.ts';
import { cellNames } from './cellNames.ts';
import { cellWriter, cellsOf, type CellWriter } from './sheetCell.ts';
import { heightOf, linesIn } from './rowHeight.ts';
import { sheetWidths } from './sheetWidths.ts';

/** Rows of XML at a time. */
const atATime = 500;
const headFill = 'F2F2F2';

/**
 * A table as a worksheet: caption, head of one or two rows that stays, filters and stands on every printed page, typed
 * cells, notes below. Made piece by piece. `links`: what is said of cells that lead elsewhere.
 */
export function* tableSheet(
  table: ReportTable,
  language: ReportDocument['language'],
  styles: StyleBook,
  links = '',
): Generator<string> {
  const { columns, rows, caption, notes } = table;
  const widths = sheetWidths(table);
  const names = cellNames(columns);
  const last = columnName(widths.length);
  const heads = headerCells(columns);
  const top = heads.length + 1;
  const merged = [`A1:${last}1`];
  const place: RowPlace = {
    columns: columns.map((column, index) => ({
      names: names[index] ?? [],
      write: cellWriter(column, styles),
      // a text's column is one cell wide
      width: column.kind === 'text' ? (widths[names.slice(0, index).flat().length] ?? 0) : Infinity,
    })),
    gap: styles.idOf({ align: 'centerContinuous', color: '7F7F7F' }),
  };
  yield sheetHead(widths, { rows: top, columns: stayingColumns(columns) });
  yield `<row r="1" ht="30" customHeight="1">${textCell(caption, styles.idOf({ bold: true, size: 14, align: 'center', wrap: true }), 'A1')}</row>`;
  yield headRows(columns, names, heads, styles, merged);
  for (let from = 0; from < rows.length; from += atATime)
    yield rows
      .slice(from, from + atATime)
      .map((row, index) => rowXml(row, place, from + index + top + 1))
      .join('');
  const end = top + rows.length;
  yield notes
    .map((note, index) => {
      const nth = end + index + 1;
      merged.push(`A${nth}:${last}${nth}`);
      const lines = linesIn(
        note,
        widths.reduce((total, width) => total + width, 0),
      );
      return `<row r="${nth}"${heightOf(lines)}>${textCell(note, styles.idOf({ size: 10, wrap: true, align: 'left' }), `A${nth}`)}</row>`;
    })
    .join('');
  yield `</sheetData><autoFilter ref="A${top}:${last}${end}"/><mergeCells count="${merged.length}">${merged
    .map((range) => `<mergeCell ref="${range}"/>`)
    .join('')}</mergeCells>${links}${pageXml(widths, language)}</worksheet>`;
}

/** What a row is of stays in view: up to its first text. */
function stayingColumns(columns: ReportTable['columns']): number {
  const text = columns.findIndex(({ kind }) => kind === 'text');
  const staying = text < 0 || text > 2 ? 0 : text;
  return columns.slice(0, staying + 1).reduce((cells, column) => cells + cellsOf(column), 0);
}

function headRows(
  columns: ReportTable['columns'],
  names: readonly (readonly string[])[],
  heads: ReturnType<typeof headerCells>,
  styles: StyleBook,
  merged: string[],
): string {
  const style = styles.idOf({ bold: true, align: 'center', wrap: true, lined: true, fill: headFill });
  return heads
    .map((cells, level) => {
      const row = level + 2;
      const texts = new Map<string, string>();
      for (const { text, column, columns: span, rows } of cells) {
        const own = names.slice(column, column + span).flat();
        const [first = ''] = own;
        texts.set(first, text);
        if (own.length > 1 || rows > 1) merged.push(`${first}${row}:${own.at(-1) ?? first}${row + rows - 1}`);
      }
      const all = columns.flatMap((_, index) => names[index] ?? []);
      return `<row r="${row}">${all
        .map((name) =>
          texts.has(name)
            ? textCell(texts.get(name) ?? '', style, name + row)
            : `<c r="${name}${row}" s="${style}"/>`,
        )
        .join('')}</row>`;
    })
    .join('');
}

interface RowPlace {
  columns: readonly { names: readonly string[]; write: CellWriter; width: number }[];
  gap: number;
}

function rowXml(
  { cells, tone }: ReportTable['rows'][number],
  { columns, gap }: RowPlace,
  row: number,
): string {
  const names = columns.flatMap((column) => column.names);
  if (tone === 'gap') return gapRow(String(cells[0]?.value ?? ''), names, row, gap);
  const lines = Math.max(...columns.map(({ width }, index) => linesIn(cells[index]?.value ?? null, width)));
  return `<row r="${row}"${heightOf(lines)}>${columns
    .map(({ names: own, write }, index) =>
      write(
        cells[index]?.value ?? null,
        tone,
        own.map((name) => name + row),
      ),
    )
    .join('')}</row>`;
}

/** Over all columns without merging them, so that filters and sorting still work. */
const gapRow = (text: string, names: readonly string[], row: number, style: number): string =>
  `<row r="${row}">${names
    .map((name, index) =>
      index === 0 ? textCell(text, style, name + row) : `<c r="${name}${row}" s="${style}"/>`,
    )
    .join('')}</row>`;
