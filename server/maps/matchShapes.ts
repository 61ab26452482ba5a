import type { MapDocument } from '#contract/map';
import type { MapReport } from '#contract/mapSchema';

interface Region {
  code: string;
  name: string;
  kind: 'division' | 'zone' | 'city';
}

/** Which regions have a shape and which shapes a region, by their codes. */
export function matchShapes(
  { features }: MapDocument,
  points: number,
  regions: readonly Region[],
): MapReport {
  const shapes = new Set(features.map(({ properties }) => properties.code));
  const known = new Set(regions.map(({ code }) => code));
  return {
    shapes: features.length,
    points,
    matched: regions.filter(({ code }) => shapes.has(code)).length,
    regionsWithoutShape: regions
      .filter(({ code }) => !shapes.has(code))
      .map(({ code, name, kind }) => ({ code, name, kind })),
    shapesWithoutRegion: features
      .filter(({ properties }) => !known.has(properties.code))
      .map(({ properties: { code, name } }) => ({ code, name })),
  };
}
