import type { FileChild } from 'docx';
import type { Block } from '#contract/reports/reportDocument';
import { escapeXml } from '../../sheets/escapeXml.ts';
import { blockParts, type BlockPlace } from './blockParts.ts';
import { RawPart } from './rawPart.ts';
import type { TemplateLook } from './templateLook.ts';

/** A block in the template's own looks: text as the placeholder was set, headings as the template has them. */
export function templateParts(block: Block, look: TemplateLook, place: BlockPlace): FileChild[] {
  switch (block.kind) {
    case 'heading':
      return [headingPart(block.text, block.level, look)];
    case 'paragraph':
      return [textPart(block.runs.map(({ text }) => text).join(''), look)];
    default:
      return blockParts(block, place);
  }
}

/** Where the template has no heading of the level, its text in bold. */
export function headingPart(text: string, level: 1 | 2 | 3, look: TemplateLook, newPage = false): FileChild {
  const style = look.heading(level);
  const turn = newPage ? '<w:r><w:br w:type="page"/></w:r>' : '';
  const part =
    style === undefined
      ? `<w:p>${look.paragraph}${turn}<w:r>${bold(look.run)}${words(text)}</w:r></w:p>`
      : `<w:p><w:pPr><w:pStyle w:val="${escapeXml(style)}"/></w:pPr>${turn}<w:r>${words(text)}</w:r></w:p>`;
  return new RawPart(part);
}

const textPart = (text: string, { paragraph, run }: TemplateLook): FileChild =>
  new RawPart(`<w:p>${paragraph}<w:r>${run}${words(text)}</w:r></w:p>`);

const words = (text: string): string =>
  text
    .split('\n')
    .map((line) => `<w:t xml:space="preserve">${escapeXml(line)}</w:t>`)
    .join('<w:br/>');

/** In the order of the schema: after fonts, before the rest. */
const bold = (run: string): string =>
  run === ''
    ? '<w:rPr><w:b/></w:rPr>'
    : /<w:b[ /]/.test(run)
      ? run
      : run.replace(/<w:rPr>((?:<w:rStyle[^>]*>)?(?:<w:rFonts[^>]*>)?)/, '<w:rPr>$1<w:b/>');
