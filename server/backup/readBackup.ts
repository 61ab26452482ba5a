import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { createTarDecoder } from 'modern-tar';
import type { z } from 'zod';
import { Problem } from '#contract/problem';
import { isSealed, openStream, type BackupKey } from './backupKey.ts';
import { webStream } from './webStream.ts';

export interface BackupEntry {
  name: string;
  body: AsyncIterable<Uint8Array>;
}

/** The entries of a backup in their order; each body has to be read before the next comes. */
export async function* backupEntries(file: string, key: BackupKey | undefined): AsyncGenerator<BackupEntry> {
  const sealed = isSealed(await beginning(file));
  if (sealed && !key)
    throw new Problem(
      'usage',
      `${file} is encrypted; give the key it was closed with (--identity-file or --passphrase-file).`,
    );
  const source = createReadStream(file, { highWaterMark: 256 * 1024 });
  const stored = webStream(source);
  try {
    const zipped = Readable.from(sealed && key ? await openStream(stored, key) : stored);
    const gunzip = createGunzip();
    zipped.on('error', (error) => gunzip.destroy(error));
    // whoever waits for the rest of an entry would wait for ever: the tar's reader does not pass on what broke before it
    const broken = new Promise<never>((_resolve, reject) => gunzip.once('error', reject));
    broken.catch(() => undefined);
    const tar = webStream(zipped.pipe(gunzip));
    const entries = tar.pipeThrough(createTarDecoder({ strict: true }));
    for await (const { header, body } of until(broken, entries))
      yield { name: header.name, body: bodyOf(file, until(broken, body)) };
  } catch (error) {
    throw error instanceof Problem ? error : damaged(file, error);
  } finally {
    source.destroy();
  }
}

async function* until<T>(broken: Promise<never>, items: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await Promise.race([iterator.next(), broken]);
    if (done) return;
    yield value;
  }
}

async function* bodyOf(file: string, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw damaged(file, error);
  }
}

export async function readText({ body }: BackupEntry): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

export async function readDocument<T>(file: string, entry: BackupEntry, schema: z.ZodType<T>): Promise<T> {
  const text = await readText(entry);
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw damaged(file, error);
  }
}

export function damaged(file: string, cause?: unknown): Problem {
  return new Problem('invalid', `${file} is damaged or no backup of duban; take an older one.`, { cause });
}

async function beginning(file: string): Promise<Buffer> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw new Problem('not_found', `${file} cannot be read.`, { cause: error });
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(32), 0, 32, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
