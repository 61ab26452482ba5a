import type { FontRole, ReportFonts } from '../fonts/reportFonts.ts';

/** Printed in place of a character that the font lacks: a gap in a name must be seen. */
const geta = '〓';

export interface Legible {
  /** The text as its font can print it. */
  text(text: string, role: FontRole): string;
  /** Where it stands, for the characters that are missing from here on. */
  at(place: string): void;
  /** `𠮷 U+20BB7: 附表1, 重庆𠮷达公司`, once for each character and place. */
  missing(): string[];
}

const around = 8;

export function legibleText(fonts: ReportFonts): Legible {
  const found = new Set<string>();
  let place = '';
  return {
    text(text, role) {
      const { has } = fonts[role].metrics;
      const characters = Array.from(text.normalize('NFC'));
      return characters
        .map((character, index) => {
          const code = character.codePointAt(0) ?? 0;
          if (code < 0x20 || has(code)) return character;
          const near = characters.slice(Math.max(0, index - around), index + around + 1).join('');
          found.add(
            `${character} U+${code.toString(16).toUpperCase()}: ${place === '' ? '' : `${place}, `}${near}`,
          );
          return geta;
        })
        .join('');
    },
    at: (named) => {
      place = named;
    },
    missing: () => [...found],
  };
}
