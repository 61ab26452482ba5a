import { expect, it } from 'vitest';
import { resultOf } from '../../../testing/groupResult.ts';
import { quarantined } from './quarantined.ts';

it.each([
  [1000, 0, 'clear'],
  [1000, 10, 'clear'],
  [1000, 11, 'raised info'],
  [1, 1, 'raised info'],
  [0, 0, 'clear'],
])('of %i events %i wait for unknown codes: %s', (received, waiting, result) => {
  expect(resultOf(quarantined, { received, waiting, cases: waiting, since: 0 })).toBe(result);
});

it('a city may allow more', () => {
  const day = { received: 1000, waiting: 50, cases: 20, since: 7 };
  expect(resultOf(quarantined, day, { quarantinedPercent: 5 })).toBe('clear');
  expect(resultOf(quarantined, { ...day, waiting: 51 }, { quarantinedPercent: 5 })).toBe('raised info');
});
