import type { Column } from './reportDocument.ts';

export interface HeaderCell {
  text: string;
  /** Of its first column, from 0. */
  column: number;
  columns: number;
  rows: number;
}

/** A table's head: one row, or two where columns stand in groups; neighbours of one group share its cell. */
export function headerCells(columns: readonly Pick<Column, 'header' | 'group'>[]): HeaderCell[][] {
  const low = columns.map(({ header }, column) => ({ text: header, column, columns: 1, rows: 1 }));
  if (columns.every(({ group }) => group === undefined)) return [low];
  const upper: HeaderCell[] = [];
  const lower: HeaderCell[] = [];
  low.forEach((cell, column) => {
    const group = columns[column]?.group;
    const before = upper.at(-1);
    if (group === undefined) upper.push({ ...cell, rows: 2 });
    else if (before?.rows === 1 && before.text === group) before.columns += 1;
    else upper.push({ text: group, column, columns: 1, rows: 1 });
    if (group !== undefined) lower.push(cell);
  });
  return [upper, lower];
}
