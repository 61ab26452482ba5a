import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seamsWithin, tracks } from './tracks.ts';

const space = { length: 200, groups: [3, 2], gap: 10, largest: 50, seams: [], gutter: 8 };

describe('tracks', () => {
  it('share the length among tracks and gaps, and are not blown up', () => {
    expect(tracks(space)).toEqual({ size: 38, starts: [0, 38, 76, 124, 162] });
    expect(tracks({ ...space, groups: [1] })).toEqual({ size: 50, starts: [0] });
    expect(tracks({ ...space, groups: [] })).toEqual({ size: 0, starts: [] });
  });

  it('never lie on a seam, never overlap and stay within the length', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 }),
        fc.uniqueArray(fc.integer({ min: 50, max: 1850 }), { maxLength: 3 }),
        (groups, seams) => {
          const sorted = seams.sort((a, b) => a - b);
          fc.pre(sorted.every((seam, index) => index === 0 || seam - (sorted[index - 1] ?? 0) > 100));
          const { size, starts } = tracks({ ...space, length: 1900, groups, seams: sorted, gutter: 16 });
          expect(starts).toHaveLength(groups.reduce((sum, group) => sum + group, 0));
          for (const [index, start] of starts.entries()) {
            expect(start).toBeGreaterThanOrEqual(index === 0 ? 0 : (starts[index - 1] ?? 0) + size - 0.01);
            for (const seam of sorted) expect(start >= seam + 7.99 || start + size <= seam - 7.99).toBe(true);
          }
          expect((starts.at(-1) ?? 0) + size).toBeLessThanOrEqual(1900.01);
        },
      ),
    );
  });
});

describe('seamsWithin', () => {
  it('says where the borders of panels cross, seen from the stretch', () => {
    expect(seamsWithin(100, 1000, 1920, 3)).toEqual([540]);
    expect(seamsWithin(0, 1920, 1920, 3)).toEqual([640, 1280]);
    expect(seamsWithin(0, 1920, 1920, 1)).toEqual([]);
  });
});
