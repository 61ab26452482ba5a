import { AlignmentType, BorderStyle, LineRuleType, Paragraph, TextRun } from 'docx';
import type { Masthead, ReportDocument } from '#contract/reports/reportDocument';
import { textWidth as squaresOf } from '#contract/reports/textWidth';
import { colours, textWidth, type DocxLook } from './docxLook.ts';
import { styleIds } from './docxStyles.ts';
import { textRuns } from './textRuns.ts';

/** Points: GB/T 9704 wants no more than 22 mm, and the head in one line. */
const largest = 54;
const smallest = 26;

/** What stands above the text: the red head with its rule, the title, who is addressed. */
export function firstPage(
  { masthead, title, addressee }: Pick<ReportDocument, 'masthead' | 'title' | 'addressee'>,
  look: DocxLook,
): Paragraph[] {
  return [
    ...(masthead === null ? [] : mastheadParts(masthead, look)),
    new Paragraph({ style: styleIds.title, children: textRuns(title) }),
    ...(addressee === null
      ? []
      : [new Paragraph({ style: styleIds.addressee, children: textRuns(addressee) })]),
  ];
}

function mastheadParts({ title, number, office, date }: Masthead, { indent }: DocxLook): Paragraph[] {
  const points = Math.floor(textWidth.portrait / 20.6 / (squaresOf(title) / 2));
  const size = Math.max(smallest, Math.min(largest, points));
  return [
    new Paragraph({
      style: styleIds.masthead,
      spacing: { line: Math.round(size * 26), lineRule: LineRuleType.EXACT },
      children: textRuns(title, {
        size: size * 2,
        color: colours.red,
      }),
    }),
    ...(number === ''
      ? []
      : [new Paragraph({ alignment: AlignmentType.CENTER, children: textRuns(number) })]),
    new Paragraph({
      indent: { left: indent / 2, right: indent / 2 },
      tabStops: [{ type: 'right', position: textWidth.portrait - indent / 2 }],
      border: { bottom: { style: BorderStyle.SINGLE, size: 24, color: colours.red, space: 6 } },
      children: [...textRuns(office), new TextRun({ text: '\t' }), ...textRuns(date)],
    }),
  ];
}
