import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/**
 * Sends as fast as the other side takes. When it hangs up, the source is ended (its `finally` runs) and nothing is
 * thrown; when the source throws, the connection is cut, so that a half file is not taken for a whole one.
 */
export async function sendStream(res: Response, source: AsyncIterable<Buffer>): Promise<void> {
  try {
    await pipeline(Readable.from(source, { objectMode: false }), res);
  } catch (error) {
    const hungUp = error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (!hungUp) throw error;
  }
}
