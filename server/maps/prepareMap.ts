import type { MapDocument, Polygon } from '#contract/map';
import type { FeatureCollection } from '#contract/mapSchema';
import { Problem } from '#contract/problem';
import { labelPoint } from './labelPoint.ts';
import { pointsOf, simplifyShapes } from './simplifyShapes.ts';

type Feature = FeatureCollection['features'][number];

export interface PreparedMap {
  document: MapDocument;
  pointsGiven: number;
  points: number;
}

const nameProperties = ['name', 'NAME', '名称'];

/**
 * What is kept of a file: simplified shapes with code, name and the place of the name.
 * @throws Problem `invalid` when shapes have no code, share one, or have no area
 */
export function prepareMap({ features }: FeatureCollection, codeProperty: string): PreparedMap {
  const codes = features.map((feature) => textOf(feature.properties?.[codeProperty]));
  if (codes.every((code) => code === ''))
    throw new Problem(
      'invalid',
      `No shape has a property "${codeProperty}"; they have: ${propertiesOf(features)}.`,
      { path: 'codeProperty' },
    );
  for (const [index, code] of codes.entries()) {
    const first = codes.indexOf(code);
    if (code !== '' && first < index)
      throw new Problem(
        'invalid',
        `features[${index}] has the code ${code}, as features[${first}]; a region is one MultiPolygon.`,
        { path: `geojson.features.${index}.properties.${codeProperty}` },
      );
  }
  const given = features.map(polygonsOf);
  const shapes = simplifyShapes(given);
  const points = pointsOf(shapes);
  return {
    pointsGiven: pointsOf(given),
    points,
    document: {
      type: 'FeatureCollection',
      features: shapes.map((coordinates, index) => {
        if (coordinates.length === 0)
          throw new Problem('invalid', `features[${index}] has no area.`, {
            path: `geojson.features.${index}.geometry`,
          });
        const name = nameProperties.map((key) => textOf(features[index]?.properties?.[key])).find(Boolean);
        return {
          type: 'Feature',
          properties: { code: codes[index] ?? '', name: name ?? '', label: labelPoint(coordinates) },
          geometry: { type: 'MultiPolygon', coordinates },
        };
      }),
    },
  };
}

/** Heights are left out. */
function polygonsOf({ geometry }: Feature): Polygon[] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((polygon) =>
    polygon.map((ring) => ring.map(([longitude, latitude]) => [longitude, latitude])),
  );
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

function propertiesOf(features: readonly Feature[]): string {
  const names = new Set(features.flatMap(({ properties }) => Object.keys(properties ?? {})));
  return names.size === 0 ? 'none' : [...names].slice(0, 20).join(', ');
}
