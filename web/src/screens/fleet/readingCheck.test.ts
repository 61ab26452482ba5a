import { referenceWall } from '#contract/readingScale';
import { readingProfiles } from '#contract/screen';
import { expect, it } from 'vitest';
import { farthest, isReadable, seenCanvas, smallestText } from './readingCheck.ts';

const fullHd = { width: 1920, height: 1080 };

it.each(readingProfiles)('%s is read on the wall it is made for, and somewhat farther', (profile) => {
  const canvas = { ...fullHd, ...referenceWall[profile] };
  expect(isReadable(profile, canvas)).toBe(true);
  const limit = farthest(profile, canvas);
  expect(limit).toBeGreaterThanOrEqual(canvas.distanceMetres);
  expect(smallestText(profile, { ...canvas, distanceMetres: limit })).toBeCloseTo(20, 2);
});

it('takes the canvas that the screen reports, else one of 1920 × 1080', () => {
  const seen = { widthMetres: 4, distanceMetres: 6 };
  expect(seenCanvas(seen, { width: 7680, height: 2160 })).toEqual({ ...seen, width: 7680, height: 2160 });
  expect(seenCanvas(seen, null)).toEqual({ ...seen, ...fullHd });
});

it('judges nothing as long as nobody said how wide the wall is', () => {
  expect(seenCanvas({ widthMetres: null, distanceMetres: 5 }, null)).toBeNull();
});
