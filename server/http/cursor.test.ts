import { expect, test } from 'vitest';
import { readNumberCursor, readTextCursor, writeCursor } from './cursor.ts';

test('a cursor gives back what it was made of', () => {
  const at = 1_790_000_000_000_123;
  expect(readTextCursor(writeCursor({ at, key: '500112-2026-000123' }))).toEqual({
    at,
    key: '500112-2026-000123',
  });
  expect(readNumberCursor(writeCursor({ at, key: 7 }))).toEqual({ at, key: 7 });
  expect(readTextCursor(undefined)).toBeNull();
});

test.each(['', 'x', '!!!', 'bnVsbA', 'WzEsMl0', Buffer.from('[1e400,"a"]').toString('base64url'), 'W10'])(
  'the text "%s" is refused by name',
  (text) => {
    expect(() => readTextCursor(text)).toThrow(/"cursor"/);
  },
);
