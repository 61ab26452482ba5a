import { readingScale } from '#contract/readingScale';
import { describe, expect, it } from 'vitest';
import { columnWidths, overviewLayout } from './overviewLayout.ts';

/** A page's room on a canvas of so many px: without header and borders, in the profile's rem. */
const room = (width: number, height: number, scale = 1) => {
  const rem = Math.max(Math.min(width / 192, height / 108), Math.min(width / 108, height / 192)) * scale;
  return { width: width / rem - 4, height: height / rem - 8 };
};
const parts = (width: number, height: number, scale = 1, panels = 1) =>
  new Set(overviewLayout(room(width, height, scale), panels).areas.flatMap((row) => row.split(' ')));

describe('overviewLayout', () => {
  it('shows everything near, on every canvas', () => {
    for (const [width, height] of [
      [1920, 1080],
      [3840, 2160],
      [7680, 2160],
      [1080, 1920],
    ] as const)
      expect([...parts(width, height)].sort()).toEqual(['feed', 'figures', 'map', 'matrix', 'worst']);
  });

  it('drops parts and keeps the figures the farther away people stand', () => {
    for (const [width, height] of [
      [1920, 1080],
      [7680, 2160],
      [1080, 1920],
    ] as const) {
      const near = parts(width, height);
      const middle = parts(width, height, readingScale.room);
      const far = parts(width, height, readingScale.hall);
      expect([...middle].every((part) => near.has(part)) && middle.size >= far.size).toBe(true);
      expect(far.has('figures') && far.size > 1).toBe(true);
      expect(far.has('matrix')).toBe(false);
    }
  });

  it('has columns whose gutters lie where panels meet', () => {
    for (const [width, panels] of [
      [1920, 2],
      [1920, 3],
      [1920, 4],
      [7680, 2],
      [7680, 3],
      [7680, 4],
      [7680, 6],
    ] as const) {
      const { columns, areas } = overviewLayout(room(width, width === 1920 ? 1080 : 2160), panels);
      expect(columns.length % panels === 0 || panels % columns.length === 0).toBe(true);
      for (const row of areas) expect(row.split(' ')).toHaveLength(columns.length);
    }
  });

  it('keeps a layout when the stale banner takes a line', () => {
    const { width, height } = room(1920, 1080);
    expect(overviewLayout({ width, height: height - 5.2 }, 1)).toBe(overviewLayout({ width, height }, 1));
  });
});

describe('columnWidths', () => {
  it('are halves of a gutter short of the panels, and of the border at the ends', () => {
    expect(columnWidths([1, 1, 1])).toBe(
      'calc(100vw / 3 - 2.8rem) calc(100vw / 3 - 1.6rem) calc(100vw / 3 - 2.8rem)',
    );
    expect(columnWidths([61.6, 40.8])).toBe('minmax(0, 61.6fr) minmax(0, 40.8fr)');
  });
});
