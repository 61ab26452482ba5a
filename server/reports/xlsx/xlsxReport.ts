import type { ReportDocument, ReportTable } from '#contract/reports/reportDocument';
import { styleBook, type StyleBook } from '../../sheets/styleBook.ts';
import { workbookFile, type Worksheet } from '../../sheets/workbookFile.ts';
import type { FigureAddress } from '../docx/textRuns.ts';
import { cellLinks } from './cellLinks.ts';
import { firstRow } from './cellNames.ts';
import { sheetNames } from './sheetNames.ts';
import { tableSheet } from './tableSheet.ts';
import { blockLine, textSheet, type TextLine } from './textSheet.ts';

type Part = { name: string; caption: string } & ({ table: ReportTable } | { lines: readonly TextLine[] });

/**
 * A report's tables as a workbook: a cover that leads to them, one sheet for each table of the text and of the annexes,
 * one for each annex that is all words. Numbers, shares and days are typed; no text is ever a formula. Figures lead to
 * their cases where `addressOf` knows where those are.
 */
export async function xlsxReport(document: ReportDocument, addressOf?: FigureAddress): Promise<Buffer> {
  const styles = styleBook(document.language === 'zh' ? '宋体' : 'Calibri');
  const chunks: Buffer[] = [];
  for await (const chunk of workbookFile(worksheets(document, styles, addressOf), styles, {
    title: document.title,
    creator: document.signature?.office ?? document.masthead?.office ?? '',
    description: document.imprint.join('\n'),
  }))
    chunks.push(chunk);
  return Buffer.concat(chunks);
}

function* worksheets(
  document: ReportDocument,
  styles: StyleBook,
  addressOf: FigureAddress | undefined,
): Generator<Worksheet> {
  const { language, title } = document;
  const parts = partsOf(document);
  const [cover = '', ...names] = sheetNames([title, ...parts.map(({ name }) => name)]);
  yield { name: cover, content: [textSheet(coverLines(document, parts, names), language, styles)] };
  for (const [index, part] of parts.entries()) {
    const name = names[index] ?? '';
    if ('lines' in part) {
      yield { name, content: [textSheet(part.lines, language, styles)] };
      continue;
    }
    const { table } = part;
    const { xml, addresses } = cellLinks(table, addressOf);
    yield {
      name,
      content: tableSheet(table, language, styles, xml),
      repeated: [`$2:$${firstRow(table.columns) - 1}`],
      links: addresses,
    };
  }
}

function partsOf({ blocks, annexes }: ReportDocument): Part[] {
  const tables = (from: ReportDocument['blocks'], before = ''): Part[] =>
    from.flatMap((block) =>
      block.kind === 'table'
        ? { name: block.table.sheet, caption: before + block.table.caption, table: block.table }
        : [],
    );
  return [
    ...tables(blocks),
    ...annexes.flatMap((annex) => {
      const own = tables(annex.blocks, `${annex.title}\u3000`);
      if (own.length > 0) return own;
      const lines = [{ text: annex.title, bold: true, size: 14 }, ...annex.blocks.flatMap(blockLine)];
      return [{ name: annex.title, caption: annex.title, lines }];
    }),
  ];
}

const coverLines = (
  { title, masthead, watermark, imprint }: ReportDocument,
  parts: readonly Part[],
  names: readonly string[],
): TextLine[] => [
  { text: title, bold: true, size: 16 },
  ...(watermark === null ? [] : [{ text: watermark, bold: true }]),
  ...(masthead === null
    ? []
    : [{ text: [masthead.number, masthead.office, masthead.date].filter((one) => one !== '').join('　') }]),
  ...parts.map(({ caption }, index) => ({ text: caption, sheet: names[index] ?? '' })),
  ...imprint.map((text) => ({ text, size: 10 })),
];
