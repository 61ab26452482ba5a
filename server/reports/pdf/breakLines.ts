import { breakBetween } from './lineBreaks.ts';

/** A stretch of text in one look. */
export interface Piece<Look> {
  text: string;
  look: Look;
}
export interface TextLine<Look> {
  pieces: Piece<Look>[];
  /** Between two characters, in ems, so that the line is as wide as it may be. */
  spacing: number;
}
export interface LineSetting<Look> {
  /** In ems of the text. */
  width: number;
  /** Of the first line: two characters fewer where it is indented. */
  firstWidth: number;
  /** Even at its right edge; the last line is not. */
  justified: boolean;
  advance: (character: string, look: Look) => number;
}

interface Mark<Look> {
  character: string;
  look: Look;
  wide: number;
}
/** Wider gaps would be read as spaces, by eyes and by whoever extracts the text. */
const mostStretch = 0.09;
const mostSqueeze = 0.03;

/** Lines of a paragraph as Chinese print breaks them: between any two characters but where its rules forbid. */
export function breakLines<Look>(
  pieces: readonly Piece<Look>[],
  setting: LineSetting<Look>,
): TextLine<Look>[] {
  const marks = pieces.flatMap(({ text, look }) =>
    Array.from(text, (character) => ({ character, look, wide: setting.advance(character, look) })),
  );
  const lines: TextLine<Look>[] = [];
  for (let from = 0; from < marks.length;) {
    const width = lines.length === 0 ? setting.firstWidth : setting.width;
    const to = lineEnd(marks, from, width, setting.justified);
    lines.push(lineOf(marks.slice(from, to), width, setting.justified && to < marks.length));
    from = to;
    while (marks[from]?.character === ' ') from += 1;
  }
  return lines;
}

/** Where the line that begins at `from` ends; always after one character at least. */
function lineEnd<Look>(
  marks: readonly Mark<Look>[],
  from: number,
  width: number,
  justified: boolean,
): number {
  let [used, free, soft, forced] = [0, 0, 0, 0];
  let freeWidth = 0;
  for (let at = from; at < marks.length; at++) {
    const mark = marks[at];
    if (!mark) break;
    const fits = used + mark.wide <= width + (justified ? mostSqueeze * (at - from) : 1e-6);
    if (!fits && mark.character !== ' ') {
      if (free === 0 && soft === 0) return Math.max(forced, from + 1);
      const stretch = (width - freeWidth) / Math.max(1, free - from - 1);
      return free > 0 && (soft < free || !justified || stretch <= mostStretch) ? free : Math.max(soft, free);
    }
    used += mark.wide;
    forced = at + 1;
    const next = marks[at + 1];
    if (!next) return marks.length;
    const kind = breakBetween(mark.character, next.character, marks[at - 1]?.character);
    if (kind === 'free') [free, freeWidth] = [at + 1, mark.character === ' ' ? used - mark.wide : used];
    if (kind === 'soft') soft = at + 1;
  }
  return marks.length;
}

function lineOf<Look>(marks: Mark<Look>[], width: number, stretched: boolean): TextLine<Look> {
  while (marks.at(-1)?.character === ' ') marks.pop();
  const natural = marks.reduce((sum, { wide }) => sum + wide, 0);
  const needed = (width - natural) / Math.max(1, marks.length - 1);
  const pieces: Piece<Look>[] = [];
  for (const { character, look } of marks) {
    const last = pieces.at(-1);
    if (last?.look === look) last.text += character;
    else pieces.push({ text: character, look });
  }
  // A line far from full stays as it is: stretched a little it would only look strange.
  const even = stretched && needed < 3 * mostStretch;
  return { pieces, spacing: even || needed < 0 ? Math.min(needed, mostStretch) : 0 };
}
