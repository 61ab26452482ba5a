import { expect, it } from 'vitest';
import { backOff, retryAfterMs } from './backOff.ts';

const now = Date.parse('2026-11-22T02:00:00Z');

it('waits longer after every failure and gives up after three days', () => {
  const waits = Array.from({ length: 8 }, (_, failure) => backOff(failure + 1) ?? 0);
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(waits[0]).toBe(5000);
  expect(backOff(9)).toBeUndefined();
});

it.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['Sun, 22 Nov 2026 02:01:30 GMT', 90_000],
  ['Sun, 22 Nov 2026 01:00:00 GMT', 0],
  ['999999', 86_400_000],
  ['soon', undefined],
  ['-5', undefined],
])('Retry-After: %s is %s ms', (header, expected) => {
  expect(retryAfterMs(header, now)).toBe(expected);
});
