import { expect, it } from 'vitest';
import { commonAncestor } from './commonAncestor.ts';

const parents: Record<string, string | null> = {
  C: null,
  A: 'C',
  A1: 'A',
  A2: 'A',
  B: 'C',
  X: null,
  O: 'P',
  P: 'O',
};

it.each([
  [['A1'], 'A1'],
  [['A1', 'A2'], 'A'],
  [['A1', 'A'], 'A'],
  [['A', 'A2', 'B'], 'C'],
  [['A', 'X'], null],
  [['unknown'], 'unknown'],
  [['unknown', 'A'], null],
  [['O', 'P'], 'O'],
  [[], null],
])('%o lie below %s', (codes, place) => {
  expect(commonAncestor(codes, (code) => parents[code])).toBe(place);
});
