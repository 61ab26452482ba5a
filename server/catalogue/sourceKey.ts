import { createHash, randomBytes } from 'node:crypto';

/** A new source key: 256 random bits after a prefix that secret scanners can look for. */
export function newSourceKey(): string {
  return `dbk_${randomBytes(32).toString('base64url')}`;
}

/** SHA-256 of a key: what is stored, and what a presented key is looked up by. */
export function hashSourceKey(key: string): Buffer {
  return createHash('sha256').update(key, 'utf8').digest();
}
