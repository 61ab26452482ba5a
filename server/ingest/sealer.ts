import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** What keeps personal data apart: three keys derived from `DUBAN_SECRET_KEY`, one for each use. */
export interface Sealer {
  /** AES-256-GCM: 12 bytes nonce, 16 bytes tag, ciphertext. */
  seal(plain: string | Buffer): Buffer;
  /** Throws when the bytes were not sealed with this key or were changed. */
  open(sealed: Buffer): Buffer;
  /** Stable pseudonym of an identity number: the same person gets the same one, nobody can turn it back. */
  personRef(idNumber: string): string;
  /** Hex SHA-256 under the key, for content that holds personal data and would otherwise be open to guessing. */
  digest(text: string): string;
}

/** `secret`: DUBAN_SECRET_KEY, the same for every process on one database. */
export function createSealer(secret: string | Buffer): Sealer {
  const key = (use: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'duban', use, 32));
  const sealing = key('personal data');
  const naming = key('applicant reference');
  const digesting = key('content hash');
  return {
    seal(plain) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce);
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(12, 28));
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
    },
    personRef: (idNumber) =>
      createHmac('sha256', naming).update(idNumber.trim().toUpperCase()).digest('base64url').slice(0, 32),
    digest: (text) => createHmac('sha256', digesting).update(text).digest('hex'),
  };
}
