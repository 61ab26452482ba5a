import { expect, test } from 'vitest';
import { hasChanged } from './hasChanged.ts';

const issued = { listed: 30 };

test('as many as the report counted is no change, one more or less is', () => {
  expect(hasChanged({ issued, total: 30, limited: false })).toBe(false);
  expect(hasChanged({ issued, total: 31, limited: false })).toBe(true);
  expect(hasChanged({ issued, total: 29, limited: false })).toBe(true);
});

test('what is not known is not called a change', () => {
  expect(hasChanged({ issued: { listed: null }, total: 3, limited: false })).toBe(false);
  expect(hasChanged({ issued, total: 10_000, more: true, limited: false })).toBe(false);
  expect(hasChanged({ issued, total: 3, limited: true })).toBe(false);
});
