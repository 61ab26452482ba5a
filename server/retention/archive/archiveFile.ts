import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Problem } from '#contract/problem';
import { isSealed, openStream, sealStream, type BackupKey } from '../../backup/backupKey.ts';
import { webStream } from '../../backup/webStream.ts';

export interface WrittenFile {
  bytes: number;
  /** Of the file. */
  sha256: string;
  /** Of its lines, each with its line feed. */
  contentSha256: string;
}

/** Writes lines, gzipped, and in an age file when recipients are given; on the disk before it answers. */
export async function writeLines(
  lines: AsyncIterable<string>,
  path: string,
  recipients: readonly string[],
): Promise<WrittenFile> {
  const [content, stored] = [createHash('sha256'), createHash('sha256')];
  const text = async function* () {
    for await (const line of lines) yield Buffer.from(`${line}\n`);
  };
  const zipped = createGzip();
  const bytes =
    recipients.length === 0
      ? zipped
      : Readable.from(
          await sealStream(webStream(zipped), { kind: 'recipients', recipients: [...recipients] }),
        );
  await Promise.all([
    pipeline(text, hashing(content), zipped),
    pipeline(bytes, hashing(stored), createWriteStream(path, { mode: 0o600 })),
  ]);
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
    const { size } = await handle.stat();
    return { bytes: size, sha256: stored.digest('hex'), contentSha256: content.digest('hex') };
  } finally {
    await handle.close();
  }
}

function hashing(hash: Hash): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
}

/**
 * The file read again from the disk, byte by byte; what is not encrypted is unpacked and compared line by line too.
 * @throws Problem when it is not what was written
 */
export async function verifyFile(path: string, written: WrittenFile & { cases: number }): Promise<void> {
  const hash = createHash('sha256');
  let beginning: Buffer | undefined;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    beginning ??= chunk;
    hash.update(chunk);
  }
  let whole = hash.digest('hex') === written.sha256;
  if (whole && beginning && !isSealed(beginning)) {
    const content = createHash('sha256');
    let cases = 0;
    for await (const line of readLines(path, undefined)) {
      content.update(`${line}\n`);
      cases += 1;
    }
    whole = cases === written.cases && content.digest('hex') === written.contentSha256;
  }
  if (!whole)
    throw new Problem(
      'invalid',
      `${path} is not what was written to it; look at the disk. Nothing was deleted.`,
    );
}

/** The lines of a file. @throws Problem `usage` when it is encrypted and no key was given, `invalid` when damaged */
export async function* readLines(path: string, key: BackupKey | undefined): AsyncGenerator<string> {
  let source: ReadStream | undefined;
  try {
    const sealed = isSealed(await beginning(path));
    if (sealed && !key)
      throw new Problem(
        'usage',
        `${path} is encrypted; give the identity it was closed for (--identity-file).`,
      );
    source = createReadStream(path);
    const zipped: Readable = sealed && key ? Readable.from(await openStream(webStream(source), key)) : source;
    const gunzip = createGunzip();
    zipped.on('error', (error) => gunzip.destroy(error));
    yield* splitLines(zipped.pipe(gunzip));
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('invalid', `${path} cannot be read as an archive of duban.`, { cause: error });
  } finally {
    source?.destroy();
  }
}

async function beginning(path: string): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    return (await handle.read(Buffer.alloc(32), 0, 32, 0)).buffer;
  } finally {
    await handle.close();
  }
}

/** By line feeds alone: other characters that end a line may stand in a text. */
async function* splitLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  for await (const chunk of bytes) {
    rest = Buffer.concat([rest, chunk]);
    let from = 0;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10, from)) {
      yield rest.toString('utf8', from, end);
      from = end + 1;
    }
    rest = rest.subarray(from);
  }
  if (rest.length > 0) yield rest.toString('utf8');
}
