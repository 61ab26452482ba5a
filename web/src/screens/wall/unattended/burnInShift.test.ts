import { describe, expect, it } from 'vitest';
import { burnInShift } from './burnInShift.ts';

const steps = Array.from({ length: 2 * 169 }, (_, step) => burnInShift(step * 180_000));

describe('burnInShift', () => {
  it('stays for three minutes', () => {
    expect(burnInShift(179_999)).toEqual(burnInShift(0));
    expect(burnInShift(180_000)).not.toEqual(burnInShift(0));
  });

  it('stands once on each place of the square of ±6 px before it goes back', () => {
    const places = new Set(steps.slice(0, 169).map(({ x, y }) => `${x} ${y}`));
    expect(places.size).toBe(169);
    expect(Math.max(...steps.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)]))).toBe(6);
  });

  it('never moves by more than one px', () => {
    for (const [index, { x, y }] of steps.entries()) {
      const next = steps[index + 1];
      if (next) expect(Math.abs(next.x - x) + Math.abs(next.y - y)).toBe(1);
    }
  });
});
