import { describe, expect, it } from 'vitest';
import { region } from '../../testing/wallState.ts';
import { hourMatrix, hourRows } from './hourMatrix.ts';
import { regionColumns } from './regionColumns.ts';

describe('hourRows', () => {
  it('cover the day exactly once, whatever room there is', () => {
    for (const most of [4, 6, 12, 16, 17, 18, 23, 24, 30]) {
      const rows = hourRows(most);
      expect(rows.length).toBeLessThanOrEqual(Math.max(most, 6));
      expect(rows[0]?.from).toBe(0);
      expect(rows.at(-1)?.to).toBe(24);
      for (const [index, row] of rows.slice(1).entries()) expect(row.from).toBe(rows[index]?.to);
    }
  });
});

describe('hourMatrix', () => {
  const columns = regionColumns([region('A'), region('B', { order: 1 })]);
  const rows = hourRows(18);

  it('adds up a row, leaves the hours ahead open and hatches silent regions', () => {
    const cells = hourMatrix(
      [
        [0, 1, 4, 0],
        [0, 5, 3, 0],
        [0, 9, 7, 2],
      ],
      columns,
      rows,
      9,
      new Set([1]),
      'submitted',
    );
    const of = (column: number, from: number) =>
      cells.find((cell) => cell.column === column && rows[cell.row]?.from === from);
    expect(of(0, 0)).toMatchObject({ kind: 'value', value: 7 });
    expect(of(0, 9)).toMatchObject({ kind: 'value', value: 7 });
    expect(of(0, 10)).toMatchObject({ kind: 'ahead' });
    expect(of(1, 9)).toMatchObject({ kind: 'silent' });
    expect(of(1, 10)).toMatchObject({ kind: 'ahead' });
  });
});
