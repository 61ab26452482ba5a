import { expect, test } from 'vitest';
import { createFileCache, type FileCache } from './fileCache.ts';

const file = (bytes: number) => ({ file: Buffer.alloc(bytes), missing: [], unknown: [], unused: [] });

/** Asks for files of so many bytes, one after the other; answers those that were printed. */
async function printedOf(cache: FileCache, asked: readonly (readonly [key: string, bytes: number])[]) {
  const printed: string[] = [];
  for (const [key, bytes] of asked)
    await cache.once(key, () => {
      printed.push(key);
      return Promise.resolve(file(bytes));
    });
  return printed;
}

test('the longest unused go when it is full', async () => {
  const cache = createFileCache(100);
  await printedOf(cache, [
    ['a', 40],
    ['b', 40],
    ['a', 40],
    ['c', 40],
  ]);
  expect(await printedOf(cache, [['a', 40]])).toEqual([]);
  expect(await printedOf(cache, [['c', 40]])).toEqual([]);
  expect(await printedOf(cache, [['b', 40]])).toEqual(['b']);
});

test('what is larger than all of it is not kept', async () => {
  const cache = createFileCache(100);
  const twice = [
    ['a', 101],
    ['a', 101],
  ] as const;
  expect(await printedOf(cache, twice)).toEqual(['a', 'a']);
  expect(await printedOf(cache, [['b', 100]])).toEqual(['b']);
});

test('many who ask for the same at once have it printed once, and what failed is tried again', async () => {
  const cache = createFileCache(100);
  let prints = 0;
  const failing = () => {
    prints += 1;
    return Promise.reject(new Error('no'));
  };
  const failed = await Promise.allSettled(Array.from({ length: 30 }, () => cache.once('a', failing)));
  expect(failed.every(({ status }) => status === 'rejected')).toBe(true);
  const print = () => {
    prints += 1;
    return Promise.resolve(file(9));
  };
  const files = await Promise.all(Array.from({ length: 30 }, () => cache.once('a', print)));
  expect(new Set(files).size).toBe(1);
  expect(prints).toBe(2);
});
