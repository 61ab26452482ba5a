import { Document, Packer, Paragraph, type ISectionOptions } from 'docx';
import type { Block, ReportDocument } from '#contract/reports/reportDocument';
import type { ChartImages } from '../charts/chartImages.ts';
import { asPrinted } from '../documents/asPrinted.ts';
import { blockParts } from './blockParts.ts';
import { lookOf, textWidth } from './docxLook.ts';
import { docxStyles, styleIds } from './docxStyles.ts';
import { firstPage } from './firstPage.ts';
import { fontTable } from './fontTable.ts';
import { imprintParts, signatureParts } from './lastPage.ts';
import { pageSetting } from './pageSetting.ts';
import { tableFit } from './tableFit.ts';
import { textRuns, type FigureAddress } from './textRuns.ts';

type Part = ISectionOptions['children'][number];
type Orientation = 'portrait' | 'landscape';

/**
 * The report as an official paper in Word: GB/T 9704-2012, fonts by name, charts as pictures. A chart without a picture
 * has its description in its place. Figures lead to their cases where `addressOf` knows where those are.
 */
export async function docxFile(
  whole: ReportDocument,
  images: ChartImages,
  addressOf?: FigureAddress,
): Promise<Buffer> {
  const document = asPrinted(whole);
  const look = lookOf(document);
  const written = new Document({
    title: document.title,
    subject: document.masthead?.number ?? '',
    creator: document.signature?.office ?? document.masthead?.office ?? '',
    description: document.imprint.join('\n'),
    evenAndOddHeaderAndFooters: true,
    externalStyles: docxStyles(look),
    sections: sectionsOf(document, images, addressOf).map(({ orientation, parts }) => ({
      ...pageSetting(orientation, look, document.watermark),
      children: parts,
    })),
  });
  return Packer.toBuffer(written, undefined, [{ path: 'word/fontTable.xml', data: fontTable }]);
}

interface Section {
  orientation: Orientation;
  parts: Part[];
}

/** The text, then the annexes: each from a new page, on its side where a table needs the width. */
function sectionsOf(
  document: ReportDocument,
  images: ChartImages,
  addressOf: FigureAddress | undefined,
): Section[] {
  const partsOf = (blocks: readonly Block[], orientation: Orientation): Part[] =>
    blocks.flatMap((block) => blockParts(block, { width: textWidth[orientation], images, addressOf }));
  const first: Section = {
    orientation: 'portrait',
    parts: [
      ...firstPage(document, lookOf(document)),
      ...partsOf(document.blocks, 'portrait'),
      ...signatureParts(document),
    ],
  };
  const sections = [first];
  let last = first;
  for (const { title, blocks } of document.annexes) {
    const orientation = blocks.some(needsWidth) ? 'landscape' : 'portrait';
    const isTurned = orientation !== last.orientation;
    if (isTurned) sections.push((last = { orientation, parts: [] }));
    last.parts.push(
      new Paragraph({
        style: styleIds.annex,
        pageBreakBefore: !isTurned,
        children: textRuns(title),
      }),
      ...partsOf(blocks, orientation),
    );
  }
  last.parts.push(...imprintParts(document));
  return sections;
}

const needsWidth = (block: Block): boolean => {
  if (block.kind !== 'table') return false;
  const { fits, size } = tableFit(block.table, textWidth.portrait);
  return !fits || size < 18;
};
