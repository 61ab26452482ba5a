import { createHash, randomBytes, randomInt } from 'node:crypto';

/** SHA-256: enough for secrets of 100 bits and more, where there is nothing to guess. */
export const sha256 = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** 256 random bits in 43 characters that fit cookies, headers and shells. */
export const randomSecret = (): string => randomBytes(32).toString('base64url');

// without I, L, O and U: nothing to mistake when it is copied by hand
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Random bits for people to type, 25 in each group of five characters. */
export function randomCode(groups = 4): string {
  const group = (): string =>
    Array.from({ length: 5 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  return Array.from({ length: groups }, group).join('-');
}

/** The same code however it was typed: case, spaces and hyphens do not matter. */
export const plainCode = (typed: string): string => typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
