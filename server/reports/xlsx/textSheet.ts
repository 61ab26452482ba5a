import type { Block, ReportDocument } from '#contract/reports/reportDocument';
import { escapeXml } from '../../sheets/escapeXml.ts';
import { quotedName } from '../../sheets/workbookParts.ts';
import type { StyleBook } from '../../sheets/styleBook.ts';
import { textCell } from '../../sheets/textCell.ts';
import { lineHeight, linesIn } from './rowHeight.ts';
import { pageXml, sheetHead } from './sheetPage.ts';

/** Digits: as wide as a page. */
const width = 70;
const usualSize = 11;

export interface TextLine {
  text: string;
  bold?: boolean;
  size?: number;
  /** The sheet it leads to. */
  sheet?: string;
}

/** Lines of text under each other: a cover with what follows, an annex without a table. */
export function textSheet(
  lines: readonly TextLine[],
  language: ReportDocument['language'],
  styles: StyleBook,
): string {
  const rows = lines.map(({ text, bold, size, sheet }, index) => {
    const style = styles.idOf({
      bold,
      size,
      wrap: true,
      vertical: 'top',
      ...(sheet === undefined ? {} : { color: '0563C1', underline: true }),
    });
    const larger = (size ?? usualSize) / usualSize;
    const height = Math.round(linesIn(text, width / larger) * lineHeight * larger);
    return `<row r="${index + 1}" ht="${height}" customHeight="1">${textCell(text, style, `A${index + 1}`)}</row>`;
  });
  const links = lines.flatMap(({ sheet, text }, index) =>
    sheet === undefined
      ? []
      : `<hyperlink ref="A${index + 1}" location="${escapeXml(`${quotedName(sheet)}!A1`)}" display="${escapeXml(text)}"/>`,
  );
  return `${sheetHead([width])}${rows.join('')}</sheetData>${links.length === 0 ? '' : `<hyperlinks>${links.join('')}</hyperlinks>`}${pageXml([width], language)}</worksheet>`;
}

/** What a block says in a line of text; tables have sheets of their own, charts their descriptions. */
export function blockLine(block: Block): TextLine[] {
  switch (block.kind) {
    case 'heading':
      return [{ text: block.text, bold: true }];
    case 'paragraph':
      return [{ text: block.runs.map(({ text }) => text).join('') }];
    case 'note':
      return [{ text: block.text }];
    case 'chart':
      return [{ text: block.chart.caption, bold: true }, { text: block.chart.description }];
    case 'table':
      return [];
  }
}
