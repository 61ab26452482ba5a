import { fonts, type DocxLook } from './docxLook.ts';
import { styleXml, type ParagraphStyle } from './styleXml.ts';

/** Ids of the styles that paragraphs name. */
export const styleIds = {
  masthead: 'Masthead',
  title: 'Title',
  addressee: 'Salutation',
  heading: { 1: 'Heading1', 2: 'Heading2', 3: 'Heading3' },
  body: 'BodyTextFirstIndent',
  caption: 'Caption',
  table: 'TableText',
  tableHead: 'TableHead',
  note: 'TableNote',
  picture: 'Picture',
  annex: 'AnnexTitle',
  signature: 'Signature',
  imprint: 'Imprint',
  footer: 'Footer',
} as const;

/**
 * The document's styles: title 二号小标宋, body 三号仿宋, headings 黑体, 楷体, bold 仿宋. Every line has its exact height, so
 * that 22 of them make a page whatever font stands in. Names that Word has in every language are its own.
 */
export function docxStyles({ body, line, indent, tracking, boldHeads: bold }: DocxLook): string {
  const firstLine = { firstLine: indent, firstLineChars: 200 };
  const heading = (level: 1 | 2 | 3, look: Pick<ParagraphStyle, 'font' | 'bold'>): ParagraphStyle => ({
    id: styleIds.heading[level],
    name: `heading ${level}`,
    bold,
    ...look,
    indent: firstLine,
    keepNext: true,
    outline: level,
  });
  const styles: ParagraphStyle[] = [
    {
      id: styleIds.masthead,
      name: 'Masthead',
      font: fonts.title,
      bold: true,
      align: 'center',
    },
    {
      id: styleIds.title,
      name: 'Title',
      font: fonts.title,
      bold,
      size: 44,
      line: 660,
      before: line,
      after: Math.round(line / 2),
      align: 'center',
      keepNext: true,
      outline: 0,
    },
    { id: styleIds.addressee, name: 'Salutation' },
    heading(1, { font: fonts.first }),
    heading(2, { font: fonts.second }),
    heading(3, { font: fonts.body, bold: true }),
    { id: styleIds.body, name: 'Body Text First Indent', indent: firstLine, align: 'both' },
    ...tableStyles(bold),
    {
      id: styleIds.annex,
      name: 'Annex Title',
      bold,
      font: fonts.first,
      after: 120,
      keepNext: true,
      outline: 1,
    },
    { id: styleIds.footer, name: 'footer', font: fonts.folio, size: 28, line: null },
    {
      id: styleIds.signature,
      name: 'Signature',
      indent: { right: 2 * indent },
      align: 'right',
      keepLines: true,
    },
    { id: styleIds.imprint, name: 'Imprint', ...small, indent: { left: 280, right: 280 }, keepLines: true },
  ];
  return styleXml({ font: fonts.body, size: body, line, tracking }, styles);
}

const small = { size: 21, line: 320, indent: { firstLine: 0 } };

/** What tables and charts are set in, in a unit's own template too. */
export const tableStyles = (bold: boolean): ParagraphStyle[] => [
  {
    id: styleIds.caption,
    name: 'caption',
    font: fonts.first,
    bold,
    size: 24,
    line: 360,
    before: 120,
    after: 60,
    indent: { firstLine: 0 },
    align: 'center',
    keepNext: true,
  },
  { id: styleIds.table, name: 'Table Text', ...small },
  {
    id: styleIds.tableHead,
    name: 'Table Head',
    ...small,
    bold,
    font: fonts.first,
    align: 'center',
    keepNext: true,
  },
  { id: styleIds.note, name: 'Table Note', ...small, before: 60, align: 'both' },
  {
    id: styleIds.picture,
    name: 'Picture',
    line: null,
    after: 120,
    indent: { firstLine: 0 },
    align: 'center',
  },
];
