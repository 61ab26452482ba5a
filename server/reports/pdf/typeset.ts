import type { Content, ContentStack } from 'pdfmake/interfaces.js';
import type { FigureRef, Run } from '#contract/reports/reportDocument';
import type { FigureAddress } from '../docx/textRuns.ts';
import type { FontRole, ReportFonts } from '../fonts/reportFonts.ts';
import { breakLines } from './breakLines.ts';
import type { TextLine } from './breakLines.ts';
import { evenLines, widestWord } from './fitLines.ts';
import type { Legible } from './legibleText.ts';

/** What everything printed is set with. */
export interface Typesetter {
  fonts: ReportFonts;
  legible: Legible;
  addressOf?: FigureAddress;
}
/** Points. */
export interface TextSetting {
  role: FontRole;
  size: number;
  /** From one line to the next. */
  line: number;
  width: number;
  /** Characters that the first line stands in. */
  indent?: number;
  justified?: boolean;
  align?: 'left' | 'center' | 'right';
  colour?: string;
  /** A cell of a table: lines about as long as each other, and type smaller where a word is too wide. */
  cell?: boolean;
  /** Stands in the outline of the file. */
  outline?: string;
}

interface Look {
  role: FontRole;
  figure?: FigureRef;
}

/** Lines of text as pdfmake's nodes, already broken: it never breaks them again. */
export function typeset(
  runs: readonly Run[],
  setting: TextSetting,
  { fonts, legible, addressOf }: Typesetter,
): Content[] {
  const { role, width, indent = 0, justified = false, align = 'left', cell = false } = setting;
  const pieces = runs.flatMap(({ text, bold, figure }) => {
    const look: Look = { role: bold === true ? 'bold' : role, figure };
    return [{ text: legible.text(text, look.role), look }];
  });
  const advance = (character: string, look: Look) =>
    fonts[look.role].metrics.advance(character.codePointAt(0) ?? 0);
  const widest = cell ? widestWord(pieces, advance) : 0;
  const size = Math.min(setting.size, Math.max(setting.size * leastOfSize, width / widest));
  const ems = width / size;
  const lines = linesOf(pieces, (one) =>
    cell
      ? evenLines(one, { width: ems, advance })
      : breakLines(one, { width: ems, firstWidth: ems - indent, justified, advance }),
  );
  return lines.map((line, index): Content => {
    const left = index === 0 ? indent * size : 0;
    return {
      text: line.pieces.map(({ text, look }) => ({
        text,
        font: look.role,
        link: look.figure && addressOf?.(look.figure),
      })),
      noWrap: true,
      preserveLeadingSpaces: true,
      fontSize: size,
      lineHeight: setting.line / (size * fonts[role].metrics.height),
      characterSpacing: line.spacing * size,
      alignment: align,
      color: setting.colour,
      // Lines are as wide as they are: their own sum of widths must not wrap them.
      margin: align === 'left' ? [left, 0, -size * 2, 0] : 0,
      ...(index === 0 && setting.outline !== undefined
        ? { outline: true, outlineText: setting.outline, outlineExpanded: true }
        : {}),
    };
  });
}

/** Smaller type is no longer read. */
const leastOfSize = 0.7;

type Pieces = { text: string; look: Look }[];
/** A new line in a text is one in print. */
function linesOf(pieces: Pieces, broken: (pieces: Pieces) => TextLine<Look>[]): TextLine<Look>[] {
  const parts: Pieces[] = [[]];
  for (const { text, look } of pieces)
    text.split('\n').forEach((part, index) => {
      if (index > 0) parts.push([]);
      parts.at(-1)?.push({ text: part, look });
    });
  return parts.flatMap((part) => broken(part));
}

/** Neither the first line of a paragraph stands alone at a page's foot nor the last one on its head. */
export function paragraph(lines: readonly Content[]): Content[] {
  if (lines.length < 4) return [together([...lines])];
  return [together(lines.slice(0, 2)), ...lines.slice(2, -2), together(lines.slice(-2))];
}

export const together = (stack: Content[]): ContentStack & { unbreakable: true } => ({
  stack,
  unbreakable: true,
});

/** A head with so many points of what follows: where there is less room, both go to the next page. */
export const withNext = (stack: Content[], points: number): Content[] => [
  together([...stack, { text: '', fontSize: 1, margin: [0, 0, 0, points] }]),
  { text: '', fontSize: 1, margin: [0, -points - 2.9, 0, 0] },
];
