import type { Instant } from '#contract/time';
import type { Cell, Sheet } from './sheet.ts';
import { wallClock } from './wallClock.ts';
import { contentTypes, escapeXml, relations, styles, workbook, workbookRelations } from './xlsxParts.ts';
import { zipFile, type ZipEntry } from './zipFile.ts';

/** As many rows as a sheet may have; what is beyond goes on in another. */
const mostRows = 1_048_576;
const dayMs = 86_400_000;
/** Days from the beginning of Excel's count to 1970. */
const epochDay = 25_569;
/** A cell takes no more characters. */
const longestText = 32_767;

/**
 * An Excel workbook (ECMA-376), sent as it is made: header that stays and filters, cells of their type, instants as
 * dates in the zone. Texts are inline and never formulas, so nothing has to be kept until the end.
 */
export function xlsxFile(sheet: Sheet, zone: string, rowsASheet = mostRows): AsyncGenerator<Buffer> {
  return zipFile(entries(sheet, wallClock(zone), rowsASheet));
}

async function* entries(
  sheet: Sheet,
  local: (at: Instant) => number,
  rowsASheet: number,
): AsyncGenerator<ZipEntry> {
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
  const names: string[] = [];
  try {
    let first = await take(rowsASheet - 1);
    do {
      names.push(names.length === 0 ? sheet.name : `${sheet.name} ${names.length + 1}`);
      const content = worksheet(sheet, local, first, rowsASheet, take);
      yield { name: `xl/worksheets/sheet${names.length}.xml`, content };
      first = await take(rowsASheet - 1);
    } while (first.length > 0);
  } finally {
    await pages.return?.();
  }
  yield { name: 'xl/styles.xml', content: [styles] };
  yield { name: 'xl/workbook.xml', content: [workbook(names)] };
  yield { name: 'xl/_rels/workbook.xml.rels', content: [workbookRelations(names.length)] };
  yield { name: '_rels/.rels', content: [relations] };
  yield { name: '[Content_Types].xml', content: [contentTypes(names.length)] };
}

async function* worksheet(
  { columns }: Sheet,
  local: (at: Instant) => number,
  first: readonly Cell[][],
  rowsASheet: number,
  take: (most: number) => Promise<readonly Cell[][]>,
): AsyncGenerator<string> {
  const widths = columns.map(
    ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`;
  yield `<row>${columns.map(({ title }) => textCell(title, 2)).join('')}</row>`;
  let rows = 1;
  for (let page = first; page.length > 0; page = await take(rowsASheet - rows)) {
    yield page.map((cells) => `<row>${cells.map((cell) => cellXml(cell, local)).join('')}</row>`).join('');
    rows += page.length;
    if (rows === rowsASheet) break;
  }
  yield `</sheetData><autoFilter ref="A1:${columnName(columns.length)}${rows}"/></worksheet>`;
}

function cellXml(cell: Cell, local: (at: Instant) => number): string {
  if (cell === null) return '<c/>';
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
  if (typeof cell === 'string') return textCell(cell, 0);
  return `<c s="1"><v>${local(cell.at) / dayMs + epochDay}</v></c>`;
}

const textCell = (text: string, style: number): string =>
  `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escapeXml(text.slice(0, longestText))}</t></is></c>`;

/** 1: A … 26: Z, 27: AA. */
const columnName = (nth: number): string =>
  (nth > 26 ? columnName(Math.floor((nth - 1) / 26)) : '') + String.fromCharCode(65 + ((nth - 1) % 26));
