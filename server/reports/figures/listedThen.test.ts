import { expect, test } from 'vitest';
import { listedThen } from './listedThen.ts';

test('each part of a share has its own count', () => {
  const share = { value: 0.75, n: 40, hits: 30 };
  expect(listedThen(share, 'share', 'n')).toBe(40);
  expect(listedThen(share, 'share', 'hits')).toBe(30);
  expect(listedThen(share, 'share', 'missed')).toBe(10);
});

test('what a share leaves out is counted together', () => {
  const excluded = { withdrawn: 2, voided: 0, exempt: 3 };
  expect(listedThen({ value: 0.75, n: 40, hits: 30, excluded }, 'share', 'excluded')).toBe(5);
  expect(listedThen({ value: 0.75, n: 40, hits: 30 }, 'share', 'excluded')).toBeNull();
});

test.each([1, 7, 123, 9999])('behind so many per thousand stand %i flags', (flags) => {
  const concluded = 6007;
  expect(listedThen({ value: (1000 * flags) / concluded, n: concluded }, 'perThousand', 'n')).toBe(flags);
});

test('what is not known is not made up', () => {
  expect(listedThen({ value: 0.75, n: 40 }, 'share', 'hits')).toBeNull();
  expect(listedThen({ value: null, n: 0 }, 'perThousand', 'n')).toBeNull();
});
