import { expect, it } from 'vitest';
import { RoomSeq } from './roomSeq.ts';

it('goes on as long as each delta follows the one before, room by room', () => {
  const seqs = new RoomSeq();
  seqs.begin('desk', 5);
  seqs.begin('user:1', 7);
  expect(seqs.advance('desk', 5, 9)).toBe(true);
  expect(seqs.advance('user:1', 7, 8)).toBe(true);
  expect(seqs.advance('desk', 9, 10)).toBe(true);
});

it('says when something was missed, and goes on from there', () => {
  const seqs = new RoomSeq();
  seqs.begin('desk', 5);
  expect(seqs.advance('desk', 6, 9)).toBe(false);
  expect(seqs.advance('desk', 9, 10)).toBe(true);
});

it('knows nothing of a room after the line was lost', () => {
  const seqs = new RoomSeq();
  seqs.begin('desk', 5);
  seqs.clear();
  expect(seqs.has('desk')).toBe(false);
});
