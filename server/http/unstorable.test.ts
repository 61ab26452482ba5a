import { expect, test } from 'vitest';
import { unstorable } from './unstorable.ts';

test.each([
  ['a null character', { reason: 'a\0b' }, ['reason']],
  ['half a character', { a: [{ b: '\ud83d' }] }, ['a', '0', 'b']],
  ['a name with a null character', { params: { 'a\0': 1 } }, ['params']],
  ['text alone', 'a\0', []],
])('%s is found where it lies', (_what, value, path) => {
  expect(unstorable(value)?.path).toEqual(path);
});

test.each([{ 名: '😀 ok' }, null, 7, [true, 'x'], {}])('%j can be kept', (value) => {
  expect(unstorable(value)).toBeUndefined();
});

test('a body that nests without end is refused at its field and exhausts no stack', () => {
  const deep: unknown = JSON.parse(`{"body":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
  expect(unstorable(deep)).toMatchObject({ path: ['body'] });
});
