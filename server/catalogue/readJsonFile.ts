import { readFile } from 'node:fs/promises';
import { Problem } from '#contract/problem';

/** Throws Problem `not_found` or `unreadable` with a sentence that names the file. */
export async function readJsonFile(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Problem('not_found', `${file} cannot be read: ${reasonOf(cause)}`, { cause });
  });
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new Problem('unreadable', `${file} is not JSON: ${reasonOf(cause)}`, { cause });
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
