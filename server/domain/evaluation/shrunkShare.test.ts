import { expect, test } from 'vitest';
import { shrunkShare } from './shrunkShare.ts';

test.each([
  // 3 of 10 beside 1 in a hundred of all
  ['few bad ones are drawn towards the whole', { findings: 3, n: 10 }, 4 / 110],
  ['many stay near what they are', { findings: 3000, n: 10_000 }, 3001 / 10_100],
  ['none stays none', { findings: 0, n: 10 }, 0],
  ['better than the whole stays as it is', { findings: 1, n: 1000 }, 1 / 1000],
])('%s', (_, observed, share) => {
  expect(shrunkShare(observed, 0.01, 100)).toBeCloseTo(share, 12);
});

test('without weight a share is its own', () => {
  expect(shrunkShare({ findings: 3, n: 10 }, 0.01, 0)).toBe(0.3);
});
