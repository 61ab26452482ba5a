import { randomInt } from 'node:crypto';
import { plainCode } from '../secret.ts';

/** No two that are mistaken for one another on a screen far away, and no vowels: 64 million codes, none of them a word. */
const alphabet = '34679CDFHJKMNPQRTWXY';
const shape = new RegExp(`^[${alphabet}]{6}$`);

export const randomUserCode = (): string =>
  Array.from({ length: 6 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');

/** The code however it was typed; undefined when it can be none of ours. */
export function readUserCode(typed: string): string | undefined {
  const code = plainCode(typed);
  return shape.test(code) ? code : undefined;
}
