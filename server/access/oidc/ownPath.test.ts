import { expect, test } from 'vitest';
import { ownPath } from './ownPath.ts';

test.each(['/', '/cases/500112-2026-000123', '/?view=mine&q=a%26b', '/wall/500112#top'])(
  '%s is a path of this server',
  (path) => {
    expect(ownPath(path)).toBe(path);
  },
);

test.each([
  undefined,
  '',
  'desk',
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/%2e//evil.example',
  '/a/..//evil.example',
  'javascript:alert(1)',
  `/${'a'.repeat(1000)}`,
])('%j leads to the desk instead', (asked) => {
  expect(ownPath(asked)).toBe('/');
});
