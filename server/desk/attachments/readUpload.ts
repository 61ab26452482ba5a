import type { Request } from 'express';
import { Problem } from '#contract/problem';

/**
 * The request's body, given up as soon as it grows over `most` bytes.
 * @throws Problem `too_large` | `invalid` when there is none
 */
export async function readUpload(req: Request, most: number): Promise<Buffer> {
  const tooLarge = new Problem(
    'too_large',
    `The file is larger than ${most / 1024 / 1024} MB; send a smaller one.`,
    { path: 'body' },
  );
  if (Number(req.headers['content-length'] ?? 0) > most) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  // a body that is given up is read and thrown away, so that the answer still arrives
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > most) throw tooLarge;
    chunks.push(chunk);
  }
  if (size === 0) throw new Problem('invalid', 'The body is empty; send the file itself.', { path: 'body' });
  return Buffer.concat(chunks);
}
