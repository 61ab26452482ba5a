import { expect, test } from 'vitest';
import { readSessionCookie, sessionCookieName } from './sessionCookie.ts';

const secret = 'x'.repeat(43);
const https = new URL('https://duban.example');

test('over https the name says that only this host may set it', () => {
  expect(sessionCookieName(https)).toBe('__Host-duban');
  expect(sessionCookieName(undefined)).toBe('duban');
});

test('the session is found among other cookies', () => {
  expect(readSessionCookie(`a=b; duban=${secret};c=d`, undefined)).toBe(secret);
  expect(readSessionCookie(`__Host-duban=${secret}`, https)).toBe(secret);
});

test.each([
  undefined,
  '',
  'duban',
  `duban=${secret}x`,
  'duban=../../etc',
  `xduban=${secret}`,
  `__Host-duban=${secret}`,
])('there is no session in "%s"', (header) => {
  expect(readSessionCookie(header, undefined)).toBeUndefined();
});

test('a cookie planted over plain http is not taken over https', () => {
  expect(readSessionCookie(`duban=${secret}`, https)).toBeUndefined();
});
