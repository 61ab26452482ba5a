import { headerCells } from '#contract/reports/headerCells';
import type { ReportTable } from '#contract/reports/reportDocument';
import { columnName } from '../../sheets/columnName.ts';
import { cellsOf } from './sheetCell.ts';

/** The sheet's columns of each column of the table, as letters. */
export function cellNames(columns: ReportTable['columns']): string[][] {
  let nth = 0;
  return columns.map((column) => Array.from({ length: cellsOf(column) }, () => columnName((nth += 1))));
}

/** The sheet's row, from 1, of the table's first: the caption and the head of one or two rows stand above. */
export const firstRow = (columns: ReportTable['columns']): number => headerCells(columns).length + 2;
