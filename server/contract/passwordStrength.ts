import { guessableWords } from './guessableWords.ts';

/** Counted as people count characters. */
export const shortestPassword = 12;
export const longestPassword = 128;
/** Of guessing, in bits: a password below is refused. Eleven digits drawn by lot have as many. */
export const leastBits = 36;

const ranks = new Map(guessableWords.map((word, rank) => [word, rank]));
const longestPart = 40;
/** Every stretch of three keys and more, either way. */
const walks = new Set(
  [
    '1234567890',
    'qwertyuiop',
    'asdfghjkl',
    'zxcvbnm',
    '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
    'qazwsxedcrfvtgbyhnujmikolp',
    '1q2w3e4r5t6y7u8i9o0p',
    'q1w2e3r4t5y6u7i8o9p0',
    'qweasdzxc',
    'qweasd123',
    '!@#$%^&*()',
  ]
    .flatMap((walk) => [walk, [...walk].reverse().join('')])
    .flatMap((walk) => [...walk].flatMap((_, start) => stretchesFrom(walk, start))),
);
const disguises: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '1': 'i',
  '3': 'e',
  $: 's',
  '5': 's',
  '7': 't',
};

/**
 * How hard a password is to guess for somebody who knows how people make them: the cheapest way to put it together
 * from words, names, dates, walks over the keyboard, runs, repetitions and single characters, in bits. The idea is
 * Wheeler's (zxcvbn, 2016).
 * @param known what else is tried first: the account's name
 */
export function guessBits(password: string, known: readonly string[]): number {
  const text = password.slice(0, 2 * longestPassword).toLowerCase();
  const plain = text.replaceAll(/[@4013$57]/g, (character) => disguises[character] ?? character);
  const names = known.map((name) => name.toLowerCase()).filter((name) => name.length > 1);
  const cost = [0];
  for (let end = 1; end <= text.length; end += 1) {
    let least = (cost[end - 1] ?? 0) + bitsOfCharacter(text.charCodeAt(end - 1));
    for (let start = Math.max(0, end - longestPart); start < end - 1; start += 1) {
      const before = cost[start] ?? 0;
      if (before >= least) continue;
      const part = text.slice(start, end);
      const repeats = 2 * start >= end && text.startsWith(part, 2 * start - end);
      const bits = repeats ? 1 : bitsOfPart(part, plain.slice(start, end), names);
      least = Math.min(least, before + bits);
    }
    cost.push(least);
  }
  return cost[text.length] ?? 0;
}

function bitsOfPart(part: string, plain: string, names: readonly string[]): number {
  const rank = ranks.get(part) ?? ranks.get(plain);
  if (names.includes(part)) return 1;
  if (rank !== undefined) return Math.log2(rank + 2) + (part === plain ? 0 : 1);
  if (part.length < 3) return Infinity;
  if (/^(19|20)\d\d$/.test(part)) return 6;
  if (/^(19|20)\d\d[-./]?(0[1-9]|1[0-2])[-./]?(0[1-9]|[12]\d|3[01])$/.test(part)) return 15;
  if (isRun(part)) return 5 + Math.log2(part.length);
  return walks.has(part) ? 6 + Math.log2(part.length) : Infinity;
}

/** abcd, 8765, aaaa. */
function isRun(part: string): boolean {
  const step = part.charCodeAt(1) - part.charCodeAt(0);
  if (Math.abs(step) > 1) return false;
  for (let i = 2; i < part.length; i += 1)
    if (part.charCodeAt(i) - part.charCodeAt(i - 1) !== step) return false;
  return true;
}

/** @param code a UTF-16 unit: of a pair each half is worth half a character */
function bitsOfCharacter(code: number): number {
  if (code >= 48 && code <= 57) return Math.log2(10);
  if (code >= 97 && code <= 122) return Math.log2(26);
  if (code < 128) return Math.log2(33);
  return code >= 0xd800 && code <= 0xdfff ? 5 : 10;
}

function stretchesFrom(walk: string, start: number): string[] {
  return Array.from({ length: Math.max(0, walk.length - start - 2) }, (_, more) =>
    walk.slice(start, start + 3 + more),
  );
}
