import { describe, expect, it } from 'vitest';
import { arcMinutes, pixelsOf, remPixels, type SeenCanvas } from './arcMinutes.ts';

const fullHd = { width: 1920, height: 1080 };
const at = (widthMetres: number, distanceMetres: number): SeenCanvas => ({
  ...fullHd,
  widthMetres,
  distanceMetres,
});

describe('text on a wall', () => {
  // px on a 1920-wide canvas for 24′, as measured for UX §1
  it.each([
    ['one 55″ from 5 m', 1.21, 5, 62],
    ['one 55″ from 7 m', 1.21, 7, 86],
    ['2 × 2 of 55″ from 5 m', 2.42, 5, 31],
    ['2 × 2 of 55″ from 7 m', 2.42, 7, 43],
    ['3 × 3 of 55″ from 5 m', 3.63, 5, 21],
    ['3 × 3 of 55″ from 7 m', 3.63, 7, 29],
    ['8 m of LED from 5 m', 8, 5, 9],
    ['8 m of LED from 7 m', 8, 7, 13],
  ])('on %s needs the pixels that were measured', (_, width, distance, pixels) => {
    expect(Math.round(pixelsOf(24, at(width, distance)))).toBe(pixels);
  });

  it('appears half as large from twice as far, and the same on a finer canvas', () => {
    const near = arcMinutes(24, at(2.42, 3));
    expect(arcMinutes(24, at(2.42, 6))).toBeCloseTo(near / 2, 2);
    expect(arcMinutes(48, { ...at(2.42, 3), width: 3840, height: 2160 })).toBeCloseTo(near, 6);
  });

  it('has as many arc minutes as its pixels were asked for', () => {
    expect(arcMinutes(pixelsOf(20, at(3.63, 6)), at(3.63, 6))).toBeCloseTo(20, 6);
  });

  it.each([
    [1920, 1080, 10],
    [3840, 2160, 20],
    [7680, 2160, 20],
    [1080, 1920, 10],
  ])('is counted in rems that grow with a canvas of %i × %i', (width, height, rem) => {
    expect(remPixels({ width, height })).toBe(rem);
  });
});
