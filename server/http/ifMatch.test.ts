import { expect, test } from 'vitest';
import { readIfMatch } from './ifMatch.ts';

const read = (given?: string) => readIfMatch({ headers: given === undefined ? {} : { 'if-match': given } });

test('the version is what the ETag said, strong or weak', () => {
  expect(read('"12"')).toBe(12);
  expect(read('W/"12"')).toBe(12);
});
test('a change without a version is refused as such', () => {
  expect(() => read()).toThrow(expect.objectContaining({ code: 'version_required' }));
});
test.each(['12', '*', '"x"', '"1", "2"', ''])('%j is no version', (given) => {
  expect(() => read(given)).toThrow(expect.objectContaining({ code: 'invalid', path: 'If-Match' }));
});
