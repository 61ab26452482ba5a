/**
 * How large text on a wall appears. Measured is the ink of a Chinese character, nine tenths of the font size; the limits
 * are those of UX §1: at least 20 arc minutes for any text.
 */
export const smallestArcMinutes = 20;

const inkOfSize = 0.9;
const arcMinutesOfRadian = (180 * 60) / Math.PI;

/** A canvas in CSS pixels, as wide as `widthMetres`, seen from `distanceMetres`. */
export interface SeenCanvas {
  width: number;
  height: number;
  widthMetres: number;
  distanceMetres: number;
}

/** Pixels of the wall's own rem: 10 on 1920 × 1080; a taller or wider canvas has more of them, never larger ones. */
export const remPixels = ({ width, height }: { width: number; height: number }): number =>
  width > height ? Math.min(width / 192, height / 108) : Math.min(width / 108, height / 192);

/** Arc minutes of text of so many pixels. */
export function arcMinutes(pixels: number, { width, widthMetres, distanceMetres }: SeenCanvas): number {
  const ink = pixels * inkOfSize * (widthMetres / width);
  return 2 * Math.atan(ink / (2 * distanceMetres)) * arcMinutesOfRadian;
}

/** Pixels that text of so many arc minutes takes. */
export function pixelsOf(minutes: number, { width, widthMetres, distanceMetres }: SeenCanvas): number {
  const ink = 2 * distanceMetres * Math.tan(minutes / arcMinutesOfRadian / 2);
  return ink / inkOfSize / (widthMetres / width);
}
