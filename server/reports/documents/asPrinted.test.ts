import { expect, it } from 'vitest';
import type { ReportTable } from '#contract/reports/reportDocument';
import { smallReport } from '../../testing/smallReport.ts';
import { asPrinted } from './asPrinted.ts';

const table = (leftOut: ReportTable['leftOut']): ReportTable => ({
  id: 'units',
  sheet: 'units',
  caption: '各部门',
  columns: [{ key: 'unit', header: '部门', kind: 'text', width: 10 }],
  rows: Array.from({ length: 9 }, (_, nth) => ({ cells: [{ value: `部门${nth}` }] })),
  ...(leftOut ? { leftOut } : {}),
  notes: [],
});
const printed = (leftOut?: ReportTable['leftOut']): unknown[] => {
  const block = { kind: 'table' as const, table: table(leftOut) };
  const { annexes } = asPrinted({ ...smallReport, annexes: [{ title: '附表1', blocks: [block] }] });
  const [shown] = annexes[0]?.blocks ?? [];
  return shown?.kind === 'table' ? shown.table.rows.map(({ cells, tone }) => tone ?? cells[0]?.value) : [];
};

it('prints one line in the place of rows that are left out', () => {
  expect(
    printed([
      { from: 2, to: 6, gap: '另有4个部门' },
      { from: 7, to: 9, gap: '另有2个部门' },
    ]),
  ).toEqual(['部门0', '部门1', 'gap', '部门6', 'gap']);
  expect(printed([{ from: 0, to: 8, gap: '另有8个部门' }])).toEqual(['gap', '部门8']);
});

it('prints a table whole that leaves nothing out, and once printed it stays', () => {
  expect(printed()).toHaveLength(9);
  const once = asPrinted(smallReport);
  expect(asPrinted(once)).toEqual(once);
  expect(once).toEqual(smallReport);
});
