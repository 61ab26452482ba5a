import { expect, test } from 'vitest';
import type { Polygon, Position, Ring } from '#contract/map';
import { inventedMap } from '../testing/inventedMap.ts';
import { keyOf } from './boundaryArcs.ts';
import { ringArea } from './ringArea.ts';
import { pointsOf, simplifyShapes } from './simplifyShapes.ts';

const regions = Array.from({ length: 18 }, (_, nth) => ({ code: nth, name: `${nth}` }));
const shapesOf = (steps: number): Polygon[][] =>
  inventedMap(regions, steps).features.map(({ geometry }) => [geometry.coordinates]);
const edgesOf = (ring: Ring): string[] =>
  ring.slice(1).map((position, index) => [keyOf(ring[index]!), keyOf(position)].sort().join('|'));

test('neighbours keep one line between them: each edge inside is had by two, each outside by one', () => {
  const edges = simplifyShapes(shapesOf(200)).flat(2).flatMap(edgesOf);
  const counts = new Map<string, number>();
  for (const edge of edges) counts.set(edge, (counts.get(edge) ?? 0) + 1);
  expect(Math.max(...counts.values())).toBe(2);
  const outside = [...counts].filter(([, count]) => count === 1).flatMap(([edge]) => edge.split('|'));
  // what is on one side only is the closed outline of all: each of its positions is on two edges
  for (const end of new Set(outside)) expect(outside.filter((each) => each === end)).toHaveLength(2);
});

test('a border moves by less than a pixel of the largest map', () => {
  const given = shapesOf(200);
  const simple = simplifyShapes(given);
  expect(pointsOf(simple)).toBeLessThan(pointsOf(given) / 4);
  const width = 6 * 0.3 * Math.cos((30.4 * Math.PI) / 180);
  for (const [nth, shape] of simple.entries()) {
    const ring = shape[0]![0]!;
    for (const position of given[nth]![0]![0]!)
      expect(distance(position, ring)).toBeLessThan((width / 3000) * 1.1);
  }
});

test('there are never more positions than a wall draws in time', () => {
  const many = Array.from({ length: 60 }, (_, nth) => ({ code: nth, name: `${nth}` }));
  const jagged = inventedMap(many, 300).features.map(({ geometry }): Polygon[] => [
    geometry.coordinates.map((ring) =>
      ring.map(([x, y], index): Position => [x, index % 2 === 0 ? y : Number((y + 0.004).toFixed(6))]),
    ),
  ]);
  for (const shape of jagged) shape[0]![0]!.splice(-1, 1, shape[0]![0]![0]!);
  expect(pointsOf(jagged)).toBeGreaterThan(60_000);
  expect(pointsOf(simplifyShapes(jagged))).toBeLessThanOrEqual(20_000);
}, 60_000);

test('outer rings turn one way and holes the other, islands that are specks go, a hole stays its filling’s line', () => {
  const square = (west: number, south: number, side: number): Ring => [
    [west, south],
    [west, south + side],
    [west + side, south + side],
    [west + side, south],
    [west, south],
  ];
  const [lake, island] = simplifyShapes([
    [[square(0, 0, 9), square(3, 3, 2)], [square(20, 0, 0.001)]],
    [[square(3, 3, 2).toReversed()]],
  ]);
  expect(lake).toHaveLength(1);
  const [outer, hole] = lake![0]!;
  expect(ringArea(outer!)).toBe(81);
  expect(ringArea(hole!)).toBe(-4);
  expect(ringArea(island![0]![0]!)).toBe(4);
  expect(edgesOf(hole!).sort()).toEqual(edgesOf(island![0]![0]!).sort());
});

test('a region smaller than a pixel keeps a shape', () => {
  const [, tiny] = simplifyShapes([
    shapesOf(10)[0]!,
    [
      [
        [
          [-150.5, -30],
          [-150.4999, -30],
          [-150.4999, -29.9999],
          [-150.5, -30],
        ],
      ],
    ],
  ]);
  expect(tiny![0]![0]!.length).toBeGreaterThanOrEqual(4);
});

/** In degrees of latitude. */
function distance([x, y]: Position, ring: Ring): number {
  const narrow = Math.cos((30.4 * Math.PI) / 180);
  return Math.min(
    ...ring.slice(1).map(([bx, by], index) => {
      const [ax, ay] = ring[index]!;
      const [dx, dy] = [(bx - ax) * narrow, by - ay];
      const [px, py] = [(x - ax) * narrow, y - ay];
      const along = Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy)));
      return Math.hypot(px - along * dx, py - along * dy);
    }),
  );
}
