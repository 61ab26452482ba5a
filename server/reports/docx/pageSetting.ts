import {
  AlignmentType,
  DocumentGridType,
  Footer,
  Header,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
  type ISectionOptions,
} from 'docx';
import { TextWatermark } from 'docx/watermarks';
import { fonts, page, type DocxLook } from './docxLook.ts';
import { styleIds } from './docxStyles.ts';

/** One character of the page number's size. */
const aCharacter = 280;

/** Paper, margins and grid of a section, its page numbers on the outer sides and a draft's watermark. */
export function pageSetting(
  orientation: 'portrait' | 'landscape',
  { grid }: DocxLook,
  watermark: string | null,
): Omit<ISectionOptions, 'children'> {
  return {
    properties: {
      page: {
        size: {
          width: page.width,
          height: page.height,
          orientation: orientation === 'portrait' ? PageOrientation.PORTRAIT : PageOrientation.LANDSCAPE,
        },
        margin: { ...page[orientation], header: page.header, footer: page.footer[orientation], gutter: 0 },
      },
      ...(grid === null ? {} : { grid: { type: DocumentGridType.LINES_AND_CHARS, ...grid } }),
    },
    footers: { default: folio('right'), even: folio('left') },
    headers: { default: headerOf(watermark), even: headerOf(watermark) },
  };
}

/** — 1 —, one character in from the outer side. */
const folio = (side: 'left' | 'right'): Footer =>
  new Footer({
    children: [
      new Paragraph({
        style: styleIds.footer,
        alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
        indent: { [side]: aCharacter },
        children: [new TextRun({ font: fonts.folio, size: 28, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });

const headerOf = (watermark: string | null): Header =>
  new Header({
    children: [
      new Paragraph({
        children:
          watermark === null
            ? []
            : [new TextWatermark({ text: watermark, font: fonts.first.eastAsia, color: 'C0C0C0' })],
      }),
    ],
  });
