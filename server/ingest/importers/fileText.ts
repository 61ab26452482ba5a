import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { PassThrough, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Problem } from '#contract/problem';

export interface FileText {
  /** Bytes of the file, compressed or not. */
  size: number;
  /** Bytes of it read so far. */
  read(): number;
  /** The decoded text, piece by piece, in constant memory; a byte order mark is left out. */
  chunks: AsyncIterable<string>;
}

/**
 * Opens a text file, gunzipping one that begins as gzip whatever its name. What stands before a fault in the file
 * still comes; then iteration throws `Problem('unreadable')`.
 */
export async function fileText(file: string, encoding = 'utf-8'): Promise<FileText> {
  const { size, zipped } = await beginning(file);
  const source = createReadStream(file, { highWaterMark: 256 * 1024 });
  return {
    size,
    read: () => source.bytesRead,
    chunks: decoded(file, source, zipped, decoderOf(file, encoding)),
  };
}

async function beginning(file: string): Promise<{ size: number; zipped: boolean }> {
  try {
    const { size } = await stat(file);
    const handle = await open(file);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0).finally(() => handle.close());
    return { size, zipped: bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b };
  } catch (cause) {
    const told = cause instanceof Error ? cause.message : String(cause);
    throw new Problem('not_found', `The file ${file} cannot be read: ${told}.`, { cause });
  }
}

function decoderOf(file: string, encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch (cause) {
    throw new Problem(
      'invalid',
      `${file}: the mapping's encoding ${encoding} is unknown; use utf-8 or gb18030.`,
      { cause },
    );
  }
}

async function* decoded(
  file: string,
  source: Readable,
  zipped: boolean,
  decoder: InstanceType<typeof TextDecoder>,
): AsyncIterable<string> {
  const bytes = zipped ? source.pipe(createGunzip()) : source.pipe(new PassThrough());
  source.on('error', (error) => bytes.destroy(error));
  let count = 0;
  try {
    for await (const chunk of bytes) {
      const piece: unknown = chunk;
      if (!(piece instanceof Buffer)) continue;
      const text = decode(file, decoder, piece, count);
      count += piece.length;
      if (text !== '') yield text;
    }
    const rest = decode(file, decoder, undefined, count);
    if (rest !== '') yield rest;
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    const told = cause instanceof Error ? cause.message : String(cause);
    const what = zipped
      ? `is broken gzip after ${count} unpacked bytes (${told})`
      : `cannot be read after ${count} bytes (${told})`;
    throw new Problem('unreadable', `${file} ${what}; fetch it again and repeat the import.`, { cause });
  } finally {
    source.destroy();
    bytes.destroy();
  }
}

function decode(
  file: string,
  decoder: InstanceType<typeof TextDecoder>,
  bytes: Buffer | undefined,
  before: number,
): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch (cause) {
    const where = `${file} is not ${decoder.encoding} after about ${before} bytes`;
    throw new Problem(
      'unreadable',
      `${where}; name its encoding in the mapping, for instance "encoding": "gb18030".`,
      { cause },
    );
  }
}
