import { describe, expect, it } from 'vitest';
import { matrixGeometry } from './matrixGeometry.ts';

describe('matrixGeometry', () => {
  const space = {
    ...{ width: 200, height: 100, groups: [3, 2], rows: 4, gap: 10, maxColumn: 50, maxRow: 50 },
    ...{ seams: { x: [], y: [] }, gutter: 8 },
  };

  it('shares the width among columns and gaps', () => {
    const geometry = matrixGeometry(space);
    expect(geometry.columnWidth).toBe(38);
    expect(geometry.columns).toEqual([0, 38, 76, 124, 162]);
    expect(geometry.groups).toEqual([
      { left: 0, width: 114 },
      { left: 124, width: 76 },
    ]);
    expect(geometry.rows).toEqual([0, 25, 50, 75]);
    expect(geometry.rowHeight).toBe(25);
  });

  it('does not blow up few columns or rows', () => {
    const geometry = matrixGeometry({ ...space, groups: [1], rows: 1 });
    expect([geometry.columnWidth, geometry.rowHeight]).toEqual([50, 50]);
  });

  it('leaves seams free, and names a group on the longer side of the seam that divides it', () => {
    const geometry = matrixGeometry({ ...space, groups: [5], gap: 0, seams: { x: [60], y: [50] } });
    const [first, second, third] = geometry.columns;
    expect(geometry.columnWidth).toBeLessThan(40);
    expect([first, second === 64 || third === 64]).toEqual([0, true]);
    expect(geometry.groups[0]).toMatchObject({ left: 64 });
    expect(geometry.rows[2]).toBe(54);
  });

  it('is empty without columns', () => {
    expect(matrixGeometry({ ...space, groups: [], rows: 0 })).toMatchObject({
      columns: [],
      columnWidth: 0,
      rows: [],
      rowHeight: 0,
    });
  });
});
