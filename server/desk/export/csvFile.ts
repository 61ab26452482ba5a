import { csvLine } from '../../http/csvLine.ts';
import type { Cell, Sheet } from './sheet.ts';
import { wallClock } from './wallClock.ts';

/** With it Excel reads the file as UTF-8. */
const byteOrderMark = '\ufeff';

/** RFC 4180 with a byte order mark; instants as YYYY-MM-DD hh:mm:ss in the zone. */
export async function* csvFile(sheet: Sheet, zone: string): AsyncGenerator<Buffer> {
  const local = wallClock(zone);
  const line = (cells: readonly Cell[]): string => csvLine(cells.map((cell) => textOrNumber(cell, local)));
  yield Buffer.from(byteOrderMark + line(sheet.columns.map(({ title }) => title)));
  for await (const rows of sheet.rows) yield Buffer.from(rows.map(line).join(''));
}

function textOrNumber(cell: Cell, local: (at: number) => number): string | number | null {
  if (cell === null || typeof cell !== 'object') return cell;
  return new Date(local(cell.at)).toISOString().slice(0, 19).replace('T', ' ');
}
