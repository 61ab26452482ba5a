import { expect, it } from 'vitest';
import { added } from './useBulk.ts';

const refusal = (code: string, n: number) => ({ code, path: 'data.item', message: '', n });
const answer = {
  matching: 600,
  looked: 500,
  replayed: 400,
  refused: 100,
  discarded: 0,
  refusals: [refusal('unknown_item', 60), refusal('too_old', 40)],
  next: 9,
};
const none = { matching: 0, looked: 0, replayed: 0, refused: 0, discarded: 0, refusals: [] };

it('adds up call after call, of so many as there were at first', () => {
  const last = {
    ...answer,
    matching: 100,
    looked: 100,
    replayed: 1,
    refused: 99,
    refusals: [refusal('too_old', 99)],
  };
  expect(added(added(none, answer), last)).toEqual({
    matching: 600,
    looked: 600,
    replayed: 401,
    refused: 199,
    discarded: 0,
    refusals: [refusal('too_old', 139), refusal('unknown_item', 60)],
  });
});
