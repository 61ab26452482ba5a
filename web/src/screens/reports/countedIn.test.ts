import { expect, test } from 'vitest';
import { hasChanged } from './countedIn.ts';

const issued = { value: 0.75, n: 40, hits: 30 };

test('each part of a share is compared with its own count', () => {
  expect(hasChanged({ issued, total: 40 }, 'n')).toBe(false);
  expect(hasChanged({ issued, total: 41 }, 'n')).toBe(true);
  expect(hasChanged({ issued, total: 30 }, 'hits')).toBe(false);
  expect(hasChanged({ issued, total: 10 }, 'missed')).toBe(false);
  expect(hasChanged({ issued, total: 11 }, 'missed')).toBe(true);
});

test('what is not known is not called a change', () => {
  expect(hasChanged({ issued: { ...issued, hits: null }, total: 3 }, 'hits')).toBe(false);
  expect(hasChanged({ issued, total: 10_000, more: true }, 'n')).toBe(false);
});
