import type { Cell, Sheet } from './sheet.ts';
import { wallClock } from './wallClock.ts';

/** With it Excel reads the file as UTF-8. */
const byteOrderMark = '\ufeff';
/** Spreadsheets take a cell that begins so for a formula, and run it. */
const formula = /^[=+\-@\t\r]/;
const special = /[",\r\n]/;

/** RFC 4180 with a byte order mark; instants as YYYY-MM-DD hh:mm:ss in the zone. */
export async function* csvFile(sheet: Sheet, zone: string): AsyncGenerator<Buffer> {
  const local = wallClock(zone);
  const line = (cells: readonly Cell[]): string =>
    cells.map((cell) => field(textOf(cell, local))).join(',') + '\r\n';
  yield Buffer.from(byteOrderMark + line(sheet.columns.map(({ title }) => title)));
  for await (const rows of sheet.rows) yield Buffer.from(rows.map(line).join(''));
}

function textOf(cell: Cell, local: (at: number) => number): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'string') return formula.test(cell) ? `'${cell}` : cell;
  return new Date(local(cell.at)).toISOString().slice(0, 19).replace('T', ' ');
}

const field = (text: string): string => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
