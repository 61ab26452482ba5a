import { describe, expect, it } from 'vitest';
import { wallState } from '../../testing/wallState.ts';
import { hourRows } from './hourMatrix.ts';
import { matrixTotals } from './matrixTotals.ts';
import { matrixViews } from './matrixViews.ts';

const state = wallState({
  cells: [
    [0, 0, [5, 1, 9, 0, 2, 0]],
    [0, 1, [2, 0, 3, 0, 1, 4]],
    [1, 2, [3, 2]],
  ],
  // one of the two applications of A's housing office is a child of a joint case: its region does not count it
  hours: [
    [0, 9, 6, 1],
    [1, 9, 1, 0],
    [1, 10, 2, 2],
  ],
});
const lines = hourRows(24);
const totals = (page: 'departments' | 'hours', view: number) =>
  matrixTotals(state, matrixViews(state, 18, 42, page)[view]!, lines, 10);

describe('matrixTotals', () => {
  it('adds up kinds of department over all regions, and regions without children', () => {
    expect(totals('departments', 0)).toEqual({ columns: [6, 3], rows: [8, 2] });
    expect(totals('departments', 2)).toEqual({ columns: [1, 2], rows: [3, 0] });
  });

  it('adds up what is overdue', () => {
    expect(totals('departments', 1)).toEqual({ columns: [7, 0], rows: [2, 5] });
  });

  it('adds up hours, and says nothing of those to come', () => {
    const { columns, rows } = totals('hours', 0);
    expect(columns).toEqual([6, 3]);
    expect(rows.slice(8, 12)).toEqual([0, 7, 2, null]);
  });

  it('keeps the totals of a region whose other kinds are on another page', () => {
    const [first] = matrixViews(state, 1, 42, 'departments');
    expect(matrixTotals(state, first!, lines, 10)).toEqual({ columns: [6, 3], rows: [8] });
  });
});
