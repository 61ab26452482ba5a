import { expect, it } from 'vitest';
import { toldAs } from './calmTopics.ts';

it.each([
  ['flag:raised', 0, 'flag:raised'],
  ['flag:raised', 2, 'flag:raised'],
  ['flag:raised', 3, 'flag:changed'],
  ['flag:withdrawn', 1, 'flag:withdrawn'],
  ['flag:withdrawn', 2, 'flag:withdrawn'],
  ['flag:withdrawn', 3, 'flag:changed'],
  ['flag:escalated', 9, 'flag:escalated'],
  ['flag:changed', 9, 'flag:changed'],
] as const)('%s with %i turns within a day is told as %s', (topic, turns, told) => {
  expect(toldAs(topic, turns)).toBe(told);
});
