import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Problem } from '#contract/problem';
import type { ChainHead } from './seal.ts';

const headSchema = z.object({ seq: z.int().nonnegative(), hash: z.string().regex(/^([0-9a-f]{64})?$/) });

export const headFileIn = (dataDir: string): string => join(dataDir, 'audit-head.json');

/** The end of the chain as it was last noted; undefined when nothing was noted. @throws Problem `unreadable` */
export async function notedHead(file: string): Promise<ChainHead | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const parsed = headSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new Problem('unreadable', `${file} is no note of the audit’s end; keep a copy and remove it.`);
}

/**
 * Notes the end of the chain, unless the chain has lost the end noted before.
 * @throws Problem `conflict` then
 */
export async function noteHead(
  file: string,
  head: ChainHead,
  hashAt: (seq: number) => Promise<string | undefined>,
): Promise<void> {
  const before = await notedHead(file);
  if (before !== undefined && before.seq > 0 && (await hashAt(before.seq)) !== before.hash)
    throw new Problem(
      'conflict',
      `The audit no longer holds entry ${before.seq} as ${file} notes it: it was cut off or rewritten. ` +
        `Look with "duban audit verify"; after restoring an older backup on purpose, move the note away.`,
    );
  await mkdir(dirname(file), { recursive: true });
  const written = `${file}.${randomUUID()}`;
  await writeFile(written, `${JSON.stringify(head)}\n`, { mode: 0o600 });
  await rename(written, file);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
