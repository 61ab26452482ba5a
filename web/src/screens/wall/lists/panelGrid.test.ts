import { describe, expect, it } from 'vitest';
import { panelGrid } from './panelGrid.ts';

const least = { width: 40, height: 24 };

describe('the grid of panels', () => {
  it.each([
    ['side by side on a wide screen', { width: 188, height: 98 }, { columns: 3, rows: 1, shown: 3 }],
    ['and on a very wide one', { width: 380, height: 98 }, { columns: 3, rows: 1, shown: 3 }],
    ['one below the other on a tall one', { width: 104, height: 178 }, { columns: 1, rows: 3, shown: 3 }],
    ['two at a time where three do not fit', { width: 83, height: 41 }, { columns: 2, rows: 1, shown: 2 }],
    ['two at a time rather than with a hole', { width: 83, height: 60 }, { columns: 2, rows: 1, shown: 2 }],
    ['one where there is no room for more', { width: 30, height: 20 }, { columns: 1, rows: 1, shown: 1 }],
  ])('has three %s', (_, room, grid) => {
    expect(panelGrid(room, least, 3)).toEqual(grid);
  });

  it('has one panel wherever', () => {
    expect(panelGrid({ width: 500, height: 500 }, least, 1)).toEqual({ columns: 1, rows: 1, shown: 1 });
    expect(panelGrid({ width: 0, height: 0 }, least, 1)).toEqual({ columns: 1, rows: 1, shown: 1 });
  });
});
