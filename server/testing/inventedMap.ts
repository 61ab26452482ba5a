import type { Position, Ring } from '#contract/map';

export interface InventedRegion {
  code: string | number;
  name: string;
}

const columns = 6;
const size = 0.3;

/**
 * A country that does not exist, in the sea: fields of a chessboard with winding borders, each border the same line for
 * both its neighbours, one region a field from the upper left.
 * @param steps positions of a border
 */
export function inventedMap(regions: readonly InventedRegion[], steps = 40) {
  return {
    type: 'FeatureCollection' as const,
    features: regions.map(({ code, name }, nth) => ({
      type: 'Feature' as const,
      properties: { adcode: code, name },
      geometry: {
        type: 'Polygon' as const,
        coordinates: [fieldRing(nth % columns, Math.floor(nth / columns), steps)],
      },
    })),
  };
}

/** Counter-clockwise from the lower left. */
function fieldRing(column: number, row: number, steps: number): Ring {
  const corners: Position[] = [
    [column, row + 1],
    [column + 1, row + 1],
    [column + 1, row],
    [column, row],
  ];
  const ring = corners.flatMap((corner, index) => {
    const next = corners[(index + 1) % 4] ?? corner;
    return border(corner, next, steps).slice(0, -1);
  });
  return [...ring, ring[0] ?? [0, 0]];
}

function border(from: Position, to: Position, steps: number): Position[] {
  const isTurned = from[0] > to[0] || from[1] > to[1];
  if (isTurned) return border(to, from, steps).toReversed();
  return Array.from({ length: steps + 1 }, (_, step) => {
    const along = step / steps;
    const swing = Math.sin(along * Math.PI) * Math.sin(along * 9 + from[0] * 5 + from[1] * 3) * 0.16;
    const [x, y] = [from[0] + (to[0] - from[0]) * along, from[1] + (to[1] - from[1]) * along];
    const isLevel = from[1] === to[1];
    return placed(isLevel ? x : x + swing, isLevel ? y + swing : y);
  });
}

const placed = (x: number, y: number): Position => [
  Number((-150 + x * size).toFixed(6)),
  Number((-30 - y * size * 0.8).toFixed(6)),
];

/** What `POST /api/v1/map` takes. */
export const sampleMap = {
  name: 'city',
  approvalNumber: '测S(2026)001号',
  geojson: inventedMap([{ code: 'A', name: '甲' }], 2),
};
