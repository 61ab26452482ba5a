import { describe, expect, it } from 'vitest';
import { tileRows } from './tileRows.ts';

const of = (width: number, seams: number[] = []) =>
  tileRows({ width, tiles: 7, least: 20, seams, gutter: 2 });

describe('tiles in lines', () => {
  it('stand in one line where that has room', () => {
    expect(of(140).map(({ left, line }) => [left, line])).toEqual(
      [0, 20, 40, 60, 80, 100, 120].map((left) => [left, 0]),
    );
  });

  it('take as many lines as they need, filled evenly from the left', () => {
    expect(of(139).map(({ line }) => line)).toEqual([0, 0, 0, 0, 1, 1, 1]);
    expect(of(45).map(({ line }) => line)).toEqual([0, 0, 1, 1, 2, 2, 3]);
    expect(of(10).map(({ line }) => line)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('lie on no seam', () => {
    const placed = of(190, [63, 126]);
    expect(placed.map(({ line }) => line)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    for (const { left, width } of placed)
      for (const seam of [63, 126])
        expect(left + width <= seam - 1 + 0.01 || left >= seam + 1 - 0.01).toBe(true);
  });

  it('have no place without any', () => {
    expect(tileRows({ width: 100, tiles: 0, least: 20, seams: [], gutter: 2 })).toEqual([]);
  });
});
