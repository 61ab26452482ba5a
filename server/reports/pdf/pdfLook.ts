import type { ReportDocument } from '#contract/reports/reportDocument';

export const mm = 72 / 25.4;
export const colours = { red: '#d7000f', bad: '#c00000', muted: '#6f7680', hair: '#d9d9d9', ink: '#000000' };

export type Orientation = 'portrait' | 'landscape';
/** GB/T 9704-2012, in points: A4, a text block of 156 × 225 mm; a page on its side is the page turned. */
export const margins: Readonly<Record<Orientation, [number, number, number, number]>> = {
  portrait: [28 * mm, 37 * mm, 26 * mm, 35 * mm],
  landscape: [37 * mm, 28 * mm, 35 * mm, 26 * mm],
};
export const textWidth: Readonly<Record<Orientation, number>> = { portrait: 156 * mm, landscape: 225 * mm };

/** Points. */
export interface PdfLook {
  body: number;
  line: number;
  title: number;
  small: number;
  /** Characters that the first line of a paragraph stands in. */
  indent: number;
  justified: boolean;
}
const chinese: PdfLook = { body: 15.75, line: 29, title: 22, small: 10.5, indent: 2, justified: true };
const english: PdfLook = { body: 12, line: 20, title: 20, small: 9.5, indent: 0, justified: false };

export const lookOf = ({ language }: Pick<ReportDocument, 'language'>): PdfLook =>
  language === 'zh' ? chinese : english;
