import type { IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import { Problem } from '#contract/problem';

/** A gzip body that grows more than this is no log of events. */
const mostGrowth = 300;
const alwaysAllowed = 32 * 1024 * 1024;

/**
 * The body of a request as it arrives, unpacked if it is gzip. Reading stops when the consumer does.
 * @throws Problem `unreadable` for broken gzip or a connection that ends early, `unsupported_media_type` for another
 * encoding, `too_large` for gzip that grows beyond reason
 */
export async function* bodyChunks(req: IncomingMessage): AsyncGenerator<Buffer> {
  const encoding = (req.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') {
    yield* received(req);
    return;
  }
  if (encoding !== 'gzip' && encoding !== 'x-gzip')
    throw new Problem(
      'unsupported_media_type',
      `Content-Encoding is "${encoding}"; send the body plain or as gzip.`,
      { path: 'Content-Encoding' },
    );
  yield* gunzipped(req);
}

async function* received(req: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of req) yield asBuffer(chunk);
  } catch (cause) {
    throw new Problem('unreadable', 'The connection ended before the body did.', { cause });
  }
}

async function* gunzipped(req: IncomingMessage): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: 65_536 });
  let packed = 0;
  let unpacked = 0;
  req.on('data', (chunk: Buffer) => (packed += chunk.length));
  req.once('error', (error) => gunzip.destroy(error));
  req.once('aborted', () => gunzip.destroy(new Error('aborted')));
  req.pipe(gunzip);
  try {
    for await (const chunk of gunzip) {
      const buffer = asBuffer(chunk);
      unpacked += buffer.length;
      if (unpacked > alwaysAllowed && unpacked > packed * mostGrowth)
        throw new Problem(
          'too_large',
          `The gzip body grows to more than ${mostGrowth} times its size; it was not read on.`,
        );
      yield buffer;
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('unreadable', `The gzip body is broken after ${unpacked} unpacked bytes.`, {
      cause: error,
    });
  } finally {
    req.unpipe(gunzip);
    gunzip.destroy();
  }
}

function asBuffer(chunk: unknown): Buffer {
  return Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
}
