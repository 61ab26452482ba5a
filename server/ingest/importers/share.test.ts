import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allCases, fallsTo } from './share.ts';

const takers = (of: number, number: string | undefined): number[] =>
  Array.from({ length: of }, (_, part) => part).filter((part) => fallsTo({ part, of }, number));

describe('fallsTo', () => {
  it('gives every case to exactly one share', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 9 }), (number, of) => {
        expect(takers(of, number)).toHaveLength(1);
      }),
    );
  });

  it('gives what names no case to the first', () => {
    expect(takers(4, undefined)).toEqual([0]);
  });

  it('gives everything to the only one', () => {
    expect(fallsTo(allCases, 'any')).toBe(true);
  });

  it('parts numbers in sequence evenly', () => {
    const numbers = Array.from({ length: 10_000 }, (_, i) => `500112-2026-${String(i).padStart(6, '0')}`);
    for (let part = 0; part < 4; part += 1) {
      const own = numbers.filter((number) => fallsTo({ part, of: 4 }, number)).length;
      expect(Math.abs(own - 2500)).toBeLessThan(200);
    }
  });
});
