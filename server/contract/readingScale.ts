import type { ReadingProfile } from './screen.ts';

/**
 * By how much a profile's rem is larger than that of `near`, whose smallest text is 24 px on a 1920-wide canvas. Each is
 * what keeps the smallest text at 20 arc minutes on its reference wall.
 */
export const readingScale: Record<ReadingProfile, number> = { near: 1, room: 1.5, hall: 2.2 };

/** Smallest text on a wall, in its own rem. */
export const smallestRem = 2.4;

/** The wall a profile is made for: 16:9 of 55″ panels (1.21 m wide each) as wide as this, seen from so far. */
export const referenceWall: Record<ReadingProfile, { widthMetres: number; distanceMetres: number }> = {
  near: { widthMetres: 3.63, distanceMetres: 7 },
  room: { widthMetres: 2.42, distanceMetres: 7 },
  hall: { widthMetres: 1.21, distanceMetres: 5 },
};
