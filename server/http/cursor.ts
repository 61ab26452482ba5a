import { z } from 'zod';
import { Problem } from '#contract/problem';

/** Where a page of a list ended: instant of the row in epoch microseconds, and its key. */
export interface Cursor<Key extends string | number> {
  at: number;
  key: Key;
}

export const writeCursor = (cursor: Cursor<string | number>): string =>
  Buffer.from(JSON.stringify([cursor.at, cursor.key])).toString('base64url');

const textCursor = z.tuple([z.int(), z.string().max(500)]);
const numberCursor = z.tuple([z.int(), z.int()]);

/** @throws Problem `invalid` when the text is no cursor that this server gave out */
export function readTextCursor(text: string | undefined): Cursor<string> | null {
  return text === undefined ? null : readCursor(text, textCursor);
}

/** @throws Problem `invalid` when the text is no cursor that this server gave out */
export function readNumberCursor(text: string | undefined): Cursor<number> | null {
  return text === undefined ? null : readCursor(text, numberCursor);
}

function readCursor<Key extends string | number>(
  text: string,
  schema: z.ZodType<[number, Key]>,
): Cursor<Key> {
  const parsed = schema.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')));
  if (parsed.success) return { at: parsed.data[0], key: parsed.data[1] };
  throw new Problem(
    'invalid',
    'The parameter "cursor" is not one of this list; take it from nextCursor or leave it out.',
    {
      path: 'cursor',
    },
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
