import { Paragraph, type Table } from 'docx';
import type { Block, ReportTable } from '#contract/reports/reportDocument';
import type { ChartImages } from '../charts/chartImages.ts';
import { chartBlock } from './chartBlock.ts';
import { styleIds } from './docxStyles.ts';
import { tableBlock } from './tableBlock.ts';
import { figureRuns, textRuns, type FigureAddress } from './textRuns.ts';

/** Where blocks stand: how wide the text is there (twips), and what they are made with. */
export interface BlockPlace {
  width: number;
  images: ChartImages;
  addressOf: FigureAddress | undefined;
}

/** A block as paragraphs and tables, by the report's own styles. */
export function blockParts(block: Block, place: BlockPlace): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ style: styleIds.heading[block.level], children: textRuns(block.text) })];
    case 'paragraph':
      return [
        new Paragraph({
          style: styleIds.body,
          children: block.runs.flatMap((run) => figureRuns(run, place.addressOf)),
        }),
      ];
    case 'note':
      return [noteOf(block.text)];
    case 'chart':
      return chartBlock(block.chart, place.images.get(block.chart.id), place.width);
    case 'table':
      return tableParts(block.table, place);
  }
}

/** The caption above, the notes below, and a gap where there are none: two tables would grow into one. */
function tableParts(table: ReportTable, { width, addressOf }: BlockPlace): (Paragraph | Table)[] {
  return [
    new Paragraph({ style: styleIds.caption, children: textRuns(table.caption) }),
    tableBlock(table, width, addressOf),
    ...(table.notes.length === 0 ? [''] : table.notes).map(noteOf),
  ];
}

const noteOf = (text: string): Paragraph => new Paragraph({ style: styleIds.note, children: textRuns(text) });
