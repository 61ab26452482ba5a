import type { ReportDocument } from '#contract/reports/reportDocument';

const mm = 1440 / 25.4;

/** Fonts by name, as the receiving office has them; `fontTable.ts` names what stands in where they are missing. */
export const fonts = {
  title: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '方正小标宋简体' },
  body: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋_GB2312' },
  first: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '黑体' },
  second: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '楷体_GB2312' },
  folio: { ascii: '宋体', hAnsi: '宋体', eastAsia: '宋体' },
} as const;

export const colours = { red: 'D7000F', bad: 'C00000', muted: '7F7F7F', hair: 'D9D9D9', ink: '000000' };

/**
 * GB/T 9704-2012, in twips: A4, 37 mm above and 28 mm to the left of a text block of 156 × 225 mm. A page on its side
 * is the page turned: its head is at the binding.
 */
export const page = {
  width: Math.round(210 * mm),
  height: Math.round(297 * mm),
  portrait: {
    top: Math.round(37 * mm),
    right: Math.round(26 * mm),
    bottom: Math.round(35 * mm),
    left: Math.round(28 * mm),
  },
  landscape: {
    top: Math.round(28 * mm),
    right: Math.round(35 * mm),
    bottom: Math.round(26 * mm),
    left: Math.round(37 * mm),
  },
  /** From the paper's edge: the page number stands 7 mm under the text block. */
  footer: { portrait: Math.round(21.5 * mm), landscape: Math.round(13 * mm) },
  header: Math.round(15 * mm),
};

export const textWidth = {
  portrait: page.width - page.portrait.left - page.portrait.right,
  landscape: page.height - page.landscape.left - page.landscape.right,
};

/** Sizes are half points, lines and indents twips. */
export interface DocxLook {
  body: number;
  line: number;
  /** Two characters. */
  indent: number;
  /** Latin heads have no font of their own. */
  boldHeads: boolean;
  /** Twips between characters more than the font's own. */
  tracking: number;
  /** As page set-up shows it, 22 lines of 28 characters; a text of Latin letters has none. */
  grid: { linePitch: number; charSpace: number } | null;
}

const chinese: DocxLook = {
  body: 32,
  line: 579,
  indent: 640,
  boldHeads: false,
  // 156 mm are 442.2 points: each of the 28 characters gets 0.2 points (842/4096) less than its 16
  tracking: -5,
  grid: { linePitch: 579, charSpace: -842 },
};
const english: DocxLook = {
  body: 24,
  line: 400,
  indent: 480,
  boldHeads: true,
  tracking: 0,
  grid: null,
};

export const lookOf = ({ language }: Pick<ReportDocument, 'language'>): DocxLook =>
  language === 'zh' ? chinese : english;
