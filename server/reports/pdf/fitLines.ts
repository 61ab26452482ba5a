import { breakLines } from './breakLines.ts';
import type { LineSetting, Piece, TextLine } from './breakLines.ts';
import { breakBetween } from './lineBreaks.ts';

/** The widest stretch that no line may break, in ems. */
export function widestWord<Look>(
  pieces: readonly Piece<Look>[],
  advance: LineSetting<Look>['advance'],
): number {
  let [widest, word, left, before] = [0, 0, '', ''];
  for (const { text, look } of pieces)
    for (const character of text) {
      if (character === '\n') {
        [word, left, before] = [0, '', ''];
        continue;
      }
      const wide = advance(character, look);
      word = left !== '' && breakBetween(left, character, before) === 'free' ? wide : word + wide;
      if (character !== ' ') widest = Math.max(widest, word);
      [before, left] = [left, character];
    }
  return widest;
}

/** A few lines of a table's cell, about as long as each other: 到期／件数 rather than 到期件／数. */
export function evenLines<Look>(
  pieces: readonly Piece<Look>[],
  setting: Omit<LineSetting<Look>, 'firstWidth' | 'justified'>,
): TextLine<Look>[] {
  const { width, advance } = setting;
  const at = (wide: number) =>
    breakLines(pieces, { width: wide, firstWidth: wide, justified: false, advance });
  const usual = at(width);
  if (usual.length < 2) return usual;
  const step = 0.25;
  for (let wide = widestWord(pieces, advance); wide < width; wide += step) {
    const lines = at(wide);
    if (lines.length <= usual.length) return lines;
  }
  return usual;
}
