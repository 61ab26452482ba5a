import { createHash, createHmac, hkdfSync } from 'node:crypto';

/** An entry as it is read back from the database: what its seal is over. */
export interface SealedEntry {
  auditId: number;
  /** Epoch microseconds: all that the database holds of the instant. */
  at: number;
  actor: string;
  action: string;
  kind: string;
  id: string;
  /** The stored text of the JSON. */
  detail: string;
}

/** The end of a chain. */
export interface ChainHead {
  seq: number;
  /** Hex. */
  hash: string;
}

/** What the first entry's hash is over: nothing came before it. */
export const beginning: ChainHead = { seq: 0, hash: '' };

/**
 * SHA-256, in hex, over the hash before (its 32 bytes; none for the first) and the entry as a JSON array in UTF-8.
 * Without a key: whoever holds an export can compute it again.
 */
export function hashOf(
  before: string,
  { auditId, at, actor, action, kind, id, detail }: SealedEntry,
): string {
  return createHash('sha256')
    .update(before, 'hex')
    .update(JSON.stringify([auditId, at, actor, action, kind, id, detail]))
    .digest('hex');
}

/** HMAC-SHA-256, in hex, of a place in the chain under the server's key. */
export type Sign = (head: ChainHead) => string;

/** @param secret DUBAN_SECRET_KEY, the same for every process on one database */
export function createSign(secret: Buffer): Sign {
  const key = Buffer.from(hkdfSync('sha256', secret, 'duban', 'audit chain', 32));
  return ({ seq, hash }) => createHmac('sha256', key).update(`${seq}:${hash}`).digest('hex');
}
