import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** What of a channel nobody is shown: a robot's address is its key. */
export interface ChannelSecrets {
  url: string | null;
  secret: string | null;
  password: string | null;
}

export interface SecretSealer {
  /** AES-256-GCM: 12 bytes nonce, 16 bytes tag, ciphertext. */
  seal(secrets: ChannelSecrets): Buffer;
  /** Throws when the bytes were not sealed with this key or were changed. */
  open(sealed: Buffer): ChannelSecrets;
}

const text = z.string().nullable();
const secretsSchema = z.object({ url: text, secret: text, password: text });

/** `secret`: DUBAN_SECRET_KEY; the key derived from it serves channels alone. */
export function createSecretSealer(secret: string | Buffer): SecretSealer {
  const key = Buffer.from(hkdfSync('sha256', secret, 'duban', 'channel secrets', 32));
  return {
    seal(secrets) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(JSON.stringify(secrets)), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(12, 28));
      const plain = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
      return secretsSchema.parse(JSON.parse(plain.toString('utf8')));
    },
  };
}
