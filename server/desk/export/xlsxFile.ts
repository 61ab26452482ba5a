import type { Instant } from '#contract/time';
import { columnName } from '../../sheets/columnName.ts';
import { dayNumber } from '../../sheets/dayNumber.ts';
import { styleBook } from '../../sheets/styleBook.ts';
import { textCell } from '../../sheets/textCell.ts';
import { workbookFile, type Worksheet } from '../../sheets/workbookFile.ts';
import type { Cell, Sheet } from './sheet.ts';
import { wallClock } from './wallClock.ts';

/** As many rows as a sheet may have; what is beyond goes on in another. */
const mostRows = 1_048_576;

interface Looks {
  local(at: Instant): number;
  date: number;
  header: number;
}

/** An Excel workbook: header that stays and filters, cells of their type, instants as dates in the zone. */
export function xlsxFile(sheet: Sheet, zone: string, rowsASheet = mostRows): AsyncGenerator<Buffer> {
  const styles = styleBook();
  const looks: Looks = {
    local: wallClock(zone),
    date: styles.idOf({ format: 'yyyy\\-mm\\-dd\\ hh:mm:ss' }),
    header: styles.idOf({ bold: true }),
  };
  const properties = { title: sheet.name, creator: 'duban', description: '' };
  return workbookFile(worksheets(sheet, looks, rowsASheet), styles, properties);
}

async function* worksheets(sheet: Sheet, looks: Looks, rowsASheet: number): AsyncGenerator<Worksheet> {
  const pages = sheet.rows[Symbol.asyncIterator]();
  let waiting: readonly Cell[][] = [];
  const take = async (most: number): Promise<readonly Cell[][]> => {
    while (waiting.length === 0) {
      const page = await pages.next();
      if (page.done === true) return [];
      waiting = page.value;
    }
    const taken = waiting.slice(0, most);
    waiting = waiting.slice(most);
    return taken;
  };
  let nth = 0;
  try {
    let first = await take(rowsASheet - 1);
    do {
      nth += 1;
      const name = nth === 1 ? sheet.name : `${sheet.name} ${nth}`;
      yield { name, content: worksheet(sheet, looks, first, rowsASheet, take) };
      first = await take(rowsASheet - 1);
    } while (first.length > 0);
  } finally {
    await pages.return?.();
  }
}

async function* worksheet(
  { columns }: Sheet,
  looks: Looks,
  first: readonly Cell[][],
  rowsASheet: number,
  take: (most: number) => Promise<readonly Cell[][]>,
): AsyncGenerator<string> {
  const widths = columns.map(
    ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`;
  yield `<row>${columns.map(({ title }) => textCell(title, looks.header)).join('')}</row>`;
  let rows = 1;
  for (let page = first; page.length > 0; page = await take(rowsASheet - rows)) {
    yield page.map((cells) => `<row>${cells.map((cell) => cellXml(cell, looks)).join('')}</row>`).join('');
    rows += page.length;
    if (rows === rowsASheet) break;
  }
  yield `</sheetData><autoFilter ref="A1:${columnName(columns.length)}${rows}"/></worksheet>`;
}

function cellXml(cell: Cell, { local, date }: Looks): string {
  if (cell === null) return '<c/>';
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
  if (typeof cell === 'string') return textCell(cell, 0);
  return `<c s="${date}"><v>${dayNumber(local(cell.at))}</v></c>`;
}
