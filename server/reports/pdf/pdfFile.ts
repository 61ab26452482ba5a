import pdfmake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Block, ReportDocument } from '#contract/reports/reportDocument';
import type { ChartImages } from '../charts/chartImages.ts';
import { asPrinted } from '../documents/asPrinted.ts';
import { tableFit } from '../docx/tableFit.ts';
import type { FigureAddress } from '../docx/textRuns.ts';
import { reportFonts } from '../fonts/reportFonts.ts';
import type { ReportFonts } from '../fonts/reportFonts.ts';
import { legibleText } from './legibleText.ts';
import { pdfBlocks } from './pdfBlocks.ts';
import { imprintParts, pageNumber, signatureParts } from './pdfFoot.ts';
import { pdfHead } from './pdfHead.ts';
import { lookOf, margins, textWidth } from './pdfLook.ts';
import type { Orientation } from './pdfLook.ts';
import { typeset } from './typeset.ts';
import type { Typesetter } from './typeset.ts';

/**
 * The report as an official paper in PDF: GB/T 9704-2012, fonts embedded as subsets, charts as pictures. `missing` tells
 * the characters that no font of it has, and where they stand: they are printed as 〓.
 */
export async function pdfFile(
  whole: ReportDocument,
  images: ChartImages,
  fonts: ReportFonts = reportFonts(),
  addressOf?: FigureAddress,
): Promise<{ file: Buffer; missing: string[] }> {
  const document = asPrinted(whole);
  const setter: Typesetter = { fonts, legible: legibleText(fonts), addressOf };
  const paths = Object.entries(fonts).map(([role, { path }]) => [role, path] as const);
  const allowed = new Set(paths.map(([, path]) => path));
  pdfmake.setFonts(Object.fromEntries(paths.map(([role, path]) => [role, { normal: path }])));
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => allowed.has(path));
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageMargins: margins.portrait,
    language: document.language === 'zh' ? 'zh-CN' : 'en-GB',
    displayTitle: true,
    info: {
      title: document.title,
      author: document.signature?.office ?? document.masthead?.office,
      subject: document.masthead?.number,
      keywords: document.imprint.join(' '),
      creator: 'duban',
    },
    defaultStyle: { font: 'body', fontSize: lookOf(document).body },
    images: Object.fromEntries(
      Array.from(images, ([id, { png }]) => [id, `data:image/png;base64,${png.toString('base64')}`]),
    ),
    content: sectionsOf(document, images, setter),
    footer: (page, _pages, { width, height }) => pageNumber(page, width > height ? 'landscape' : 'portrait'),
    ...(document.watermark === null
      ? {}
      : {
          watermark: {
            text: setter.legible.text(document.watermark, 'title'),
            font: 'title',
            fontSize: 64,
            angle: -45,
            color: '#67728a',
            opacity: 0.14,
          },
        }),
  };
  const file = await pdfmake.createPdf(definition).getBuffer();
  return { file, missing: setter.legible.missing() };
}

/** The text, then the annexes: each from a new page, on its side where a table needs the width. */
function sectionsOf(document: ReportDocument, images: ChartImages, setter: Typesetter): Content[] {
  const look = lookOf(document);
  const partsOf = (blocks: readonly Block[], orientation: Orientation) =>
    pdfBlocks(blocks, { width: textWidth[orientation], look, images, setter });
  const sections = [
    {
      orientation: 'portrait' as Orientation,
      parts: [
        ...pdfHead(document, look, setter),
        ...partsOf(document.blocks, 'portrait'),
        ...signatureParts(document, look, setter),
      ],
    },
    ...document.annexes.map(({ title, blocks }) => {
      const orientation: Orientation = blocks.some(needsWidth) ? 'landscape' : 'portrait';
      setter.legible.at(title);
      const head = {
        role: 'heading',
        size: look.body,
        line: look.line,
        width: textWidth[orientation],
      } as const;
      return {
        orientation,
        parts: [
          ...typeset([{ text: title }], { ...head, outline: title }, setter),
          ...partsOf(blocks, orientation),
        ],
      };
    }),
  ];
  const last = sections.at(-1);
  last?.parts.push(...imprintParts(document, textWidth[last.orientation], look, setter));
  return sections.map(({ orientation, parts }) => ({
    section: parts,
    pageOrientation: orientation,
    pageMargins: margins[orientation],
  }));
}

const needsWidth = (block: Block): boolean => {
  if (block.kind !== 'table') return false;
  const { fits, size } = tableFit(block.table, Math.round(textWidth.portrait * 20));
  return !fits || size < 18;
};
