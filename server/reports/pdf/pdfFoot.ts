import type { Content } from 'pdfmake/interfaces.js';
import type { ReportDocument } from '#contract/reports/reportDocument';
import { margins, mm } from './pdfLook.ts';
import type { Orientation, PdfLook } from './pdfLook.ts';
import { paragraph, together, typeset } from './typeset.ts';
import type { Typesetter } from './typeset.ts';

/** `— 1 —` 7 mm under the text, at the outer side: odd pages on the right, even ones on the left. */
export function pageNumber(page: number, orientation: Orientation): Content {
  const [left, , right] = margins[orientation];
  const size = 14;
  return {
    text: `— ${page} —`,
    font: 'body',
    fontSize: size,
    alignment: page % 2 === 1 ? 'right' : 'left',
    margin: [left + size, 7 * mm - size * 0.3, right + size, 0],
  };
}

/** Who signs and when, four characters from the right edge, the shorter one in the middle of the longer. */
export function signatureParts({ signature }: ReportDocument, look: PdfLook, setter: Typesetter): Content[] {
  if (!signature) return [];
  const text = (said: string) => ({
    text: setter.legible.text(said, 'body'),
    lineHeight: look.line / (look.body * setter.fonts.body.metrics.height),
    alignment: 'center' as const,
    noWrap: true,
  });
  return [
    together([
      {
        columns: [
          { width: '*', text: '' },
          { width: 'auto', stack: [text(signature.office), text(signature.date)] },
          { width: look.body * 4, text: '' },
        ],
        margin: [0, look.line, 0, 0],
      },
    ]),
  ];
}

/** 版记: what the paper rests on, between two lines at its end. */
export function imprintParts(
  { imprint }: ReportDocument,
  width: number,
  look: PdfLook,
  setter: Typesetter,
): Content[] {
  if (imprint.length === 0) return [];
  const rule = (lineWidth: number): Content => ({
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth }],
    margin: [0, 3, 0, 3],
  });
  const setting = { role: 'body', size: look.small, line: look.small * 1.5, width } as const;
  return [
    together([
      { text: '', margin: [0, look.line / 2, 0, 0] },
      rule(1),
      ...imprint.flatMap((text) =>
        paragraph(typeset([{ text }], { ...setting, justified: look.justified }, setter)),
      ),
      rule(1),
    ]),
  ];
}
