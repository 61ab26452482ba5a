import { BorderStyle, Paragraph } from 'docx';
import type { ReportDocument } from '#contract/reports/reportDocument';
import { styleIds } from './docxStyles.ts';
import { textRuns } from './textRuns.ts';

/** Office and date, together on one page, under the text. */
export const signatureParts = ({ signature }: Pick<ReportDocument, 'signature'>): Paragraph[] =>
  signature === null
    ? []
    : [
        new Paragraph({
          style: styleIds.signature,
          spacing: { before: 579 },
          keepNext: true,
          children: textRuns(signature.office),
        }),
        new Paragraph({ style: styleIds.signature, children: textRuns(signature.date) }),
      ];

const rule = (size: number) => ({ style: BorderStyle.SINGLE, size, space: 4 }) as const;

/** 版记: between two rules at the very end, never torn. */
export const imprintParts = ({ imprint }: Pick<ReportDocument, 'imprint'>): Paragraph[] =>
  imprint.map((line, index) => {
    const isLast = index === imprint.length - 1;
    return new Paragraph({
      style: styleIds.imprint,
      ...(index === 0 ? { spacing: { before: 579 } } : {}),
      keepNext: !isLast,
      border: { top: rule(8), bottom: rule(8) },
      children: textRuns(line),
    });
  });
