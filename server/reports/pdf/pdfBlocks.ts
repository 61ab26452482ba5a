import type { Content } from 'pdfmake/interfaces.js';
import type { Block } from '#contract/reports/reportDocument';
import type { ChartImages } from '../charts/chartImages.ts';
import { mm } from './pdfLook.ts';
import type { PdfLook } from './pdfLook.ts';
import { noteLines, pdfTable, shortTable } from './pdfTable.ts';
import { paragraph, together, typeset, withNext } from './typeset.ts';
import type { Typesetter } from './typeset.ts';

export interface BlockSetting {
  width: number;
  look: PdfLook;
  images: ChartImages;
  setter: Typesetter;
}

const gap: Content = { text: '', fontSize: 1, margin: [0, 0, 0, 5] };
const headRoles = { 1: 'heading', 2: 'subheading', 3: 'bold' } as const;

/** Blocks of a text in print; a head stays with what it is the head of. */
export function pdfBlocks(blocks: readonly Block[], setting: BlockSetting): Content[] {
  const { width, look, setter, images } = setting;
  return blocks.flatMap((block, index): Content[] => {
    const text = { size: look.body, line: look.line, width, indent: look.indent } as const;
    switch (block.kind) {
      case 'heading': {
        setter.legible.at(block.text);
        const head = { ...text, role: headRoles[block.level], outline: block.text };
        return withNext(typeset([{ text: block.text }], head, setter), needOf(blocks[index + 1], setting));
      }
      case 'paragraph':
        return [
          ...paragraph(typeset(block.runs, { ...text, role: 'body', justified: look.justified }, setter)),
          // Without an indent, paragraphs are told apart by the space between them.
          ...(look.indent === 0 ? [gap] : []),
        ];
      case 'table':
        return pdfTable(block.table, width, look, setter);
      case 'note':
        return noteLines(block.text, width, look, setter);
      case 'chart': {
        const { caption, id, description } = block.chart;
        const image = images.get(id);
        const said = {
          role: 'heading',
          size: look.small + 1.5,
          line: (look.small + 1.5) * 1.5,
          width,
        } as const;
        return [
          together([
            {
              stack: typeset([{ text: caption }], { ...said, align: 'center' }, setter),
              margin: [0, 6, 0, 2],
            },
            image
              ? {
                  image: id,
                  width: image.widthMm * mm,
                  height: image.heightMm * mm,
                  alignment: 'center' as const,
                  margin: [0, 0, 0, 8] as [number, number, number, number],
                }
              : { stack: noteLines(description, width, look, setter) },
          ]),
        ];
      }
    }
  });
}

/** Points that the beginning of a block takes. */
function needOf(block: Block | undefined, setting: BlockSetting): number {
  const { look, images } = setting;
  switch (block?.kind) {
    case 'heading':
      return look.line * 3;
    case 'table': {
      const { rows, notes } = block.table;
      const whole = rows.length <= shortTable;
      return look.small * (whole ? 7 + rows.length * 2 + notes.length * 4 : 11);
    }
    case 'chart':
      return (images.get(block.chart.id)?.heightMm ?? 10) * mm + 40;
    case 'paragraph':
      return look.line * 2;
    default:
      return look.small * 3;
  }
}
