import type { StyleBook } from './styleBook.ts';
import {
  contentTypes,
  coreProperties,
  relations,
  sheetRelations,
  workbook,
  workbookRelations,
  type BookProperties,
  type WrittenSheet,
} from './workbookParts.ts';
import { zipFile, type ZipEntry } from './zipFile.ts';

export interface Worksheet extends WrittenSheet {
  /** The sheet's XML, made when it is asked for. */
  content: ZipEntry['content'];
  /** Addresses outside the workbook that its cells lead to: the first is `rId1`. */
  links?: readonly string[];
}

/** An Excel workbook (ECMA-376), sent as it is made: one sheet after the other, what knows them all at the end. */
export function workbookFile(
  sheets: AsyncIterable<Worksheet> | Iterable<Worksheet>,
  styles: StyleBook,
  properties: BookProperties,
): AsyncGenerator<Buffer> {
  return zipFile(entries(sheets, styles, properties));
}

async function* entries(
  sheets: AsyncIterable<Worksheet> | Iterable<Worksheet>,
  styles: StyleBook,
  properties: BookProperties,
): AsyncGenerator<ZipEntry> {
  const written: WrittenSheet[] = [];
  for await (const { content, links = [], ...sheet } of sheets) {
    written.push(sheet);
    yield { name: `xl/worksheets/sheet${written.length}.xml`, content };
    if (links.length > 0)
      yield {
        name: `xl/worksheets/_rels/sheet${written.length}.xml.rels`,
        content: [sheetRelations(links)],
      };
  }
  yield { name: 'xl/styles.xml', content: [styles.xml()] };
  yield { name: 'xl/workbook.xml', content: [workbook(written)] };
  yield { name: 'xl/_rels/workbook.xml.rels', content: [workbookRelations(written.length)] };
  yield { name: 'docProps/core.xml', content: [coreProperties(properties)] };
  yield { name: '_rels/.rels', content: [relations] };
  yield { name: '[Content_Types].xml', content: [contentTypes(written.length)] };
}
