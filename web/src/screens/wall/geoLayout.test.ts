import type { Position, RegionShape } from '#contract/map';
import { expect, test } from 'vitest';
import { geoLayout } from './geoLayout.ts';

const shape = (code: string, west: number, south: number, side: number): RegionShape => {
  const ring: Position[] = [
    [west, south],
    [west + side, south],
    [west + side, south + side],
    [west, south + side],
    [west, south],
  ];
  return {
    type: 'Feature',
    properties: { code, name: code, label: [west + side / 2, south + side / 2] },
    geometry: { type: 'MultiPolygon', coordinates: [[ring]] },
  };
};
const room = { width: 600, height: 434, rem: 10 };
const names = ['渝北', '江北', '渝中', '南岸'];

test('the card stands where the map leaves room, over no shape', () => {
  const { map, card } = geoLayout([shape('A', 0, 0, 1), shape('B', 1, 1, 1)], names, room);
  expect(map.width).toBeCloseTo(400, 0);
  expect([map.left, map.top, map.height]).toEqual([
    expect.closeTo(100, 0),
    expect.closeTo(0, 0),
    expect.closeTo(400, 0),
  ]);
  expect(card.top + card.height).toBeLessThanOrEqual(200);
  expect(card.left + card.width).toBeLessThanOrEqual(300);
  expect(card.width).toBeGreaterThanOrEqual(270);
});

test('where the map leaves none, it moves aside, or down, whichever leaves it larger', () => {
  const full = geoLayout([shape('A', 0, 0, 1)], names, room);
  expect(full.card).toEqual({ left: 0, top: 0, width: 270, height: 135 });
  expect(full.map.left).toBeGreaterThanOrEqual(270);
  const wide = geoLayout([shape('A', 0, 0, 1), shape('B', 1, 0, 1)], names, { ...room, height: 384 });
  expect(wide.card.width).toBe(600);
  expect(wide.map.top).toBeGreaterThanOrEqual(135);
});

test('names that would run into each other leave the smaller region without one', () => {
  const crowded = [
    shape('A', 0, 0, 4),
    shape('B', 4, 0, 4),
    shape('C', 3.9, 4, 0.2),
    shape('D', 3.8, 4, 0.1),
  ];
  const { places } = geoLayout(crowded, names, room);
  expect(places.map(({ named }) => named)).toEqual([true, true, true, false]);
  expect(places[3]?.width).toBe(42);
});

test('no name stands on a seam between panels', () => {
  const two = [shape('A', 0, 0, 1), shape('B', 1, 1, 1)];
  const seams = { x: [], y: [300] };
  expect(geoLayout(two, names, room, seams).places.map(({ named }) => named)).toEqual([false, true]);
});
