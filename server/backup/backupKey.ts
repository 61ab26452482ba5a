import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { Problem } from '#contract/problem';

/** How a backup is closed (recipients can only close) or opened (identities open); a passphrase does both. */
export type BackupKey =
  | { kind: 'recipients'; recipients: string[] }
  | { kind: 'identities'; identities: string[] }
  | { kind: 'passphrase'; passphrase: string };

/** What every file in the format age-encryption.org/v1 begins with. */
const ageBegins = 'age-encryption.org/v1';

export function isSealed(beginning: Buffer): boolean {
  return beginning.subarray(0, ageBegins.length).toString('latin1') === ageBegins;
}

export async function sealStream(
  plain: ReadableStream<Uint8Array>,
  key: BackupKey,
): Promise<ReadableStream<Uint8Array>> {
  const encrypter = new Encrypter();
  if (key.kind === 'passphrase') encrypter.setPassphrase(key.passphrase);
  else if (key.kind === 'recipients') for (const one of key.recipients) encrypter.addRecipient(one);
  else for (const one of key.identities) encrypter.addRecipient(await identityToRecipient(one));
  return encrypter.encrypt(plain);
}

/** @throws Problem when the key does not fit */
export async function openStream(
  sealed: ReadableStream<Uint8Array>,
  key: BackupKey,
): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter();
  if (key.kind === 'passphrase') decrypter.addPassphrase(key.passphrase);
  else if (key.kind === 'identities') for (const one of key.identities) decrypter.addIdentity(one);
  else throw new Problem('usage', 'A recipient can only close a backup; opening it takes its identity file.');
  try {
    return await decrypter.decrypt(sealed);
  } catch (error) {
    throw new Problem('invalid', 'The backup was closed with another key; give the one it was made with.', {
      cause: error,
    });
  }
}

/** A new key pair as age's own tool writes it: the file opens what the recipient on its second line closed. */
export async function newKeyFile(): Promise<string> {
  const identity = await generateIdentity();
  return `# duban backup key: whoever has this file can read every backup made for it\n# public key: ${await identityToRecipient(identity)}\n${identity}\n`;
}

/** The key of a file: identities or recipients, one a line, or a single line that is a passphrase. */
export async function readKeyFile(path: string, kind: BackupKey['kind']): Promise<BackupKey> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Problem('usage', `The key file ${path} cannot be read.`, { cause: error });
  });
  const lines = text
    .split('\n')
    .flatMap((line) => (line.startsWith('#') || line.trim() === '' ? [] : [line.trim()]));
  if (lines.length === 0) throw new Problem('usage', `The key file ${path} is empty.`);
  if (kind === 'passphrase') return { kind, passphrase: text.replace(/\r?\n$/, '') };
  const begins = kind === 'identities' ? 'AGE-SECRET-KEY-' : 'age1';
  const wrong = lines.findIndex((line) => !line.startsWith(begins));
  if (wrong >= 0)
    throw new Problem('usage', `The key file ${path} holds a line that does not begin with ${begins}.`);
  return kind === 'identities' ? { kind, identities: lines } : { kind, recipients: lines };
}

/** Tells one key of personal data from another, and nothing more. */
export function keyFingerprint(secret: Buffer): string {
  return createHmac('sha256', secret).update('duban backup').digest('hex').slice(0, 32);
}
