import { expect, test } from 'vitest';
import { headerCells } from './headerCells.ts';

const column = (header: string, group?: string): { header: string; group?: string } => ({ header, group });

test('without groups a head is one row', () => {
  expect(headerCells([column('a'), column('b')])).toEqual([
    [
      { text: 'a', column: 0, columns: 1, rows: 1 },
      { text: 'b', column: 1, columns: 1, rows: 1 },
    ],
  ]);
});

test('neighbours of a group share a cell, columns without one are two rows high', () => {
  expect(
    headerCells([column('区县'), column('收件', '办件'), column('办结', '办件'), column('按时率', '时效')]),
  ).toEqual([
    [
      { text: '区县', column: 0, columns: 1, rows: 2 },
      { text: '办件', column: 1, columns: 2, rows: 1 },
      { text: '时效', column: 3, columns: 1, rows: 1 },
    ],
    [
      { text: '收件', column: 1, columns: 1, rows: 1 },
      { text: '办结', column: 2, columns: 1, rows: 1 },
      { text: '按时率', column: 3, columns: 1, rows: 1 },
    ],
  ]);
});

test('a group that another column parts has two cells', () => {
  const [upper] = headerCells([column('a', 'x'), column('b'), column('c', 'x')]);
  expect(upper?.map(({ text, columns }) => [text, columns])).toEqual([
    ['x', 1],
    ['b', 1],
    ['x', 1],
  ]);
});
