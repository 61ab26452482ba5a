import { expect, test } from 'vitest';
import { createFileCache } from './fileCache.ts';

const file = (bytes: number) => ({ file: Buffer.alloc(bytes), missing: [], unknown: [], unused: [] });

test('the longest unused go when it is full', () => {
  const cache = createFileCache(100);
  cache.set('a', file(40));
  cache.set('b', file(40));
  cache.get('a');
  cache.set('c', file(40));
  expect(['a', 'b', 'c'].map((key) => cache.get(key) !== undefined)).toEqual([true, false, true]);
});

test('what is larger than all of it is not kept, and another of the same name takes its place', () => {
  const cache = createFileCache(100);
  cache.set('a', file(101));
  expect(cache.get('a')).toBeUndefined();
  cache.set('a', file(90));
  cache.set('a', file(80));
  cache.set('b', file(20));
  expect(cache.get('a')?.file).toHaveLength(80);
});
