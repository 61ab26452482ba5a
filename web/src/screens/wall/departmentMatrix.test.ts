import { describe, expect, it } from 'vitest';
import { wallState } from '../../testing/wallState.ts';
import { departmentMatrix, kindRows } from './departmentMatrix.ts';
import { regionColumns } from './regionColumns.ts';

const state = wallState({
  cells: [
    [0, 0, [5, 1, 9, 0, 2, 0]],
    [0, 1, [1, 0, 3, 0, 1, 4]],
  ],
});
const columns = regionColumns(state.regions);
const rows = kindRows(state);
const at = (cells: ReturnType<typeof departmentMatrix>, column: number, row: number) =>
  cells.find((cell) => cell.column === column && cell.row === row);

describe('kindRows', () => {
  it('follow the order of the catalogue and leave out kinds nobody has', () => {
    expect(rows.map((row) => row.name)).toEqual(['公安局', '住建委']);
    expect(kindRows({ ...state, departments: [] })).toEqual([]);
  });

  it('keep departments of an unknown kind in a last row', () => {
    const departments = [{ code: 'x', name: 'x', shortName: 'x', region: 'A', kind: 'NEW' }];
    expect(kindRows({ ...state, departments })).toEqual([{ name: null, codes: ['NEW'] }]);
  });
});

describe('departmentMatrix', () => {
  it('shows what was received and the gravest overdue', () => {
    const cells = departmentMatrix(state, columns, rows, () => false, 'submitted');
    expect(at(cells, 0, 0)).toMatchObject({ kind: 'value', value: 5, mark: 'promise' });
    expect(at(cells, 0, 1)).toMatchObject({ kind: 'value', value: 1, mark: 'law' });
  });

  it('counts what is asked for', () => {
    const overdue = departmentMatrix(state, columns, rows, () => false, 'overdue');
    expect(at(overdue, 0, 1)).toMatchObject({ value: 5, mark: 'law' });
    const concluded = departmentMatrix(state, columns, rows, () => false, 'concluded');
    expect(at(concluded, 0, 0)).toMatchObject({ value: 1 });
  });

  it('tells an office with nothing from no such office', () => {
    const cells = departmentMatrix(state, columns, rows, () => false, 'submitted');
    expect(at(cells, 1, 0)).toMatchObject({ kind: 'value', value: 0 });
    expect(at(cells, 1, 1)).toMatchObject({ kind: 'none' });
  });

  it('hatches an office whose source is silent instead of calling it zero', () => {
    const cells = departmentMatrix(state, columns, rows, (region) => region === 'B', 'submitted');
    expect(at(cells, 1, 0)?.kind).toBe('silent');
    expect(at(cells, 0, 0)?.kind).toBe('value');
  });
});
