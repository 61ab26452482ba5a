import { describe, expect, it } from 'vitest';
import { region } from '../../testing/wallState.ts';
import { tilePlan } from './tilePlan.ts';
import type { TilePlan } from './tilePlan.ts';

const overlaps = (plan: TilePlan) =>
  plan.tiles.some(
    ({ column, row }) =>
      column >= plan.card.column &&
      column < plan.card.column + plan.card.columns &&
      row >= plan.card.row &&
      row < plan.card.row + plan.card.rows,
  );

describe('tilePlan', () => {
  it('keeps the places of the catalogue, from the upper left of what is used', () => {
    const plan = tilePlan([region('A', { tile: [4, 3] }), region('B', { tile: [11, 9] })]);
    expect(plan.tiles).toEqual([
      { region: 0, column: 0, row: 0 },
      { region: 1, column: 7, row: 6 },
    ]);
    expect([plan.columns, plan.rows]).toEqual([8, 7]);
  });

  it('gives every region a place of its own, also those without one', () => {
    const regions = Array.from({ length: 30 }, (_, index) => region(`${index}`));
    const { tiles } = tilePlan([...regions, region('x', { tile: [0, 0] })]);
    expect(new Set(tiles.map((tile) => `${tile.column} ${tile.row}`)).size).toBe(31);
  });

  it('keeps a place for the card that covers no tile, making room if it must', () => {
    const full = Array.from({ length: 80 }, (_, index) =>
      region(`${index}`, { tile: [index % 10, Math.floor(index / 10)] }),
    );
    for (const regions of [full, full.slice(40), [region('A')], []]) {
      const plan = tilePlan(regions);
      expect(overlaps(plan)).toBe(false);
      expect(plan.card.columns).toBeGreaterThanOrEqual(6);
      expect(plan.card.rows).toBeGreaterThanOrEqual(2);
    }
  });
});
