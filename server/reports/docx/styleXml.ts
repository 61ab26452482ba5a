import { escapeXml } from '../../sheets/escapeXml.ts';

interface FontNames {
  ascii: string;
  hAnsi: string;
  eastAsia: string;
}

/** Sizes are half points, lengths twips. */
export interface ParagraphStyle {
  id: string;
  name: string;
  font?: FontNames;
  size?: number;
  bold?: boolean;
  /** Of each line exactly; null: as high as what stands in it. */
  line?: number | null;
  before?: number;
  after?: number;
  indent?: { left?: number; right?: number; firstLine?: number; firstLineChars?: number };
  align?: 'left' | 'center' | 'right' | 'both';
  keepNext?: boolean;
  keepLines?: boolean;
  /** Level in the outline, the title's is 0. */
  outline?: number;
}

/** `styles.xml`: what all text has, and paragraphs' styles on it. Elements stand in the order the schema wants. */
export const styleXml = (
  normal: { font: FontNames; size: number; line: number; tracking: number },
  styles: readonly ParagraphStyle[],
): string =>
  // Office programs set a grid of characters differently, so text keeps off it: exact lines and tracking give the same
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>${fontXml(normal.font)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>${spacingXml({ line: normal.line })}</w:pPr><w:rPr>${fontXml(normal.font)}<w:spacing w:val="${normal.tracking}"/>${sizeXml(normal.size)}<w:snapToGrid w:val="0"/></w:rPr></w:style>${styles.map((style) => paragraphStyleXml(style, 'Normal')).join('')}</w:styles>`;

/** One style on that of ordinary text, whose id documents name differently. */
export function paragraphStyleXml(style: ParagraphStyle, normal: string): string {
  const { id, name, font, size, bold, align, keepNext, keepLines, outline } = style;
  const paragraph = [
    keepNext ? '<w:keepNext/>' : '',
    keepLines ? '<w:keepLines/>' : '',
    spacingXml(style),
    indentXml(style.indent),
    align === undefined ? '' : `<w:jc w:val="${align}"/>`,
    outline === undefined ? '' : `<w:outlineLvl w:val="${Math.max(0, outline - 1)}"/>`,
  ].join('');
  const run = [
    font === undefined ? '' : fontXml(font),
    bold ? '<w:b/>' : '',
    size === undefined ? '' : sizeXml(size),
  ].join('');
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${escapeXml(name)}"/><w:basedOn w:val="${escapeXml(normal)}"/><w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
}

const fontXml = ({ ascii, hAnsi, eastAsia }: FontNames): string =>
  `<w:rFonts w:ascii="${ascii}" w:hAnsi="${hAnsi}" w:eastAsia="${eastAsia}" w:cs="${ascii}"/>`;

const sizeXml = (size: number): string => `<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`;

function spacingXml({ before, after, line }: Pick<ParagraphStyle, 'before' | 'after' | 'line'>): string {
  const height =
    line === undefined
      ? ''
      : line === null
        ? ' w:line="240" w:lineRule="auto"'
        : ` w:line="${line}" w:lineRule="exact"`;
  const gaps = `${before === undefined ? '' : ` w:before="${before}"`}${after === undefined ? '' : ` w:after="${after}"`}`;
  return gaps + height === '' ? '' : `<w:spacing${gaps}${height}/>`;
}

const indentXml = (indent: ParagraphStyle['indent']): string =>
  indent === undefined
    ? ''
    : `<w:ind${Object.entries(indent)
        .map(([side, length]) => ` w:${side}="${length}"`)
        .join('')}/>`;
