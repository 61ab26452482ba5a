import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base32, matchingStep, otpauthUri, totpCode } from './totp.ts';

const secret = Buffer.from('12345678901234567890');

// RFC 6238, appendix B, SHA-1: the last six of its eight digits
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at %i seconds the code is that of RFC 6238', (seconds, code) => {
  expect(totpCode(secret, Math.floor(seconds / 30))).toBe(code);
  expect(matchingStep(secret, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
});

test('a code is good half a minute before and after its own, and no longer', () => {
  const at = Date.parse('2026-11-21T01:00:00Z');
  const code = totpCode(secret, at / 30_000);
  for (const seconds of [-30, -1, 0, 29, 59])
    expect(matchingStep(secret, code, at + seconds * 1000)).toBe(at / 30_000);
  for (const seconds of [-31, 60]) expect(matchingStep(secret, code, at + seconds * 1000)).toBeUndefined();
});

test.each(['', '28708', '2870821', '28 082', '２８７０８２', 'abcdef', '-87082'])(
  '"%s" is no code',
  (code) => {
    expect(matchingStep(secret, code, 59_000)).toBeUndefined();
  },
);

// RFC 4648, section 10
test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['foobar', 'MZXW6YTBOI'],
])('base32 of "%s" is %s', (text, encoded) => {
  expect(base32(Buffer.from(text))).toBe(encoded);
});

test('base32 gives five bits a character', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(base32(Buffer.from(bytes))).toMatch(
        new RegExp(`^[A-Z2-7]{${Math.ceil((bytes.length * 8) / 5)}}$`),
      );
    }),
  );
});

test('the address for the app names the account whatever is in its name', () => {
  const uri = new URL(otpauthUri('duban', '王 & Co:1', secret));
  expect(decodeURIComponent(uri.pathname)).toBe('/duban:王 & Co:1');
  expect(uri.searchParams.get('secret')).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
});
