import type { Content } from 'pdfmake/interfaces.js';
import type { Masthead, ReportDocument } from '#contract/reports/reportDocument';
import { textWidth as halfSquares } from '#contract/reports/textWidth';
import { colours, textWidth } from './pdfLook.ts';
import type { PdfLook } from './pdfLook.ts';
import { typeset } from './typeset.ts';
import type { Typesetter } from './typeset.ts';

const width = textWidth.portrait;

/** The red head, the title and whom it is written to. */
export function pdfHead(
  { masthead, title, addressee }: ReportDocument,
  look: PdfLook,
  setter: Typesetter,
): Content[] {
  const heading = {
    role: 'title',
    size: look.title,
    line: look.title * 1.5,
    width,
    align: 'center',
  } as const;
  const titled = typeset([{ text: evenLines(title, look.title) }], { ...heading, outline: title }, setter);
  const text = { role: 'body', size: look.body, line: look.line, width } as const;
  return [
    ...(masthead ? red(masthead, look, setter) : []),
    { stack: titled, margin: [0, masthead ? 14 : 0, 0, 8] },
    ...(addressee === null ? [] : typeset([{ text: addressee }], text, setter)),
  ];
}

/** A title of two lines has them about as long as each other. */
function evenLines(title: string, size: number): string {
  const ems = halfSquares(title) / 2;
  const lines = Math.ceil((ems * size) / width);
  if (lines !== 2 || /\s/.test(title)) return title;
  const characters = Array.from(title);
  const middle = Math.ceil(characters.length / 2);
  return `${characters.slice(0, middle).join('')}\n${characters.slice(middle).join('')}`;
}

function red({ title, number, office, date }: Masthead, look: PdfLook, setter: Typesetter): Content[] {
  const { legible, fonts } = setter;
  const ems = halfSquares(title) / 2;
  const size = Math.min(46, (width / ems) * 0.94);
  const letters = Array.from(title).length;
  // Spread over the line as a stamp is, but no wider than a third of a character.
  const spacing = Math.max(0, Math.min(size / 3, (width * 0.97 - ems * size) / Math.max(1, letters - 1)));
  const line = look.line / (look.body * fonts.body.metrics.height);
  const plain = { font: 'body', fontSize: look.body, lineHeight: line, noWrap: true } as const;
  return [
    {
      text: legible.text(title, 'title'),
      font: 'title',
      fontSize: size,
      lineHeight: 1,
      characterSpacing: spacing,
      color: colours.red,
      alignment: 'center',
      noWrap: true,
      margin: [-20, 0, -20, 0],
    },
    ...(number === ''
      ? []
      : [{ ...plain, text: legible.text(number, 'body'), alignment: 'center' as const }]),
    {
      columns: [
        { ...plain, text: legible.text(office, 'body') },
        { ...plain, text: legible.text(date, 'body'), alignment: 'right' },
      ],
      margin: [look.body, 0, look.body, 0],
    },
    { canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 2.2, lineColor: colours.red }] },
  ];
}
