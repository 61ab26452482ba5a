import { describe, expect, it } from 'vitest';
import { arcMinutes, remPixels, smallestArcMinutes } from './arcMinutes.ts';
import { readingScale, referenceWall, smallestRem } from './readingScale.ts';
import { readingProfiles } from './screen.ts';

describe('the reading profiles', () => {
  const canvas = { width: 1920, height: 1080 };

  it.each(readingProfiles)('keep the smallest text of %s readable on its reference wall', (profile) => {
    const pixels = smallestRem * remPixels(canvas) * readingScale[profile];
    expect(arcMinutes(pixels, { ...canvas, ...referenceWall[profile] })).toBeGreaterThanOrEqual(
      smallestArcMinutes,
    );
  });

  it('do not serve the wall of the next one', () => {
    const pixels = smallestRem * remPixels(canvas) * readingScale.near;
    expect(arcMinutes(pixels, { ...canvas, ...referenceWall.room })).toBeLessThan(smallestArcMinutes);
  });
});
