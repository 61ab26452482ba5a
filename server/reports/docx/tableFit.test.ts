import { expect, test } from 'vitest';
import type { Column } from '#contract/reports/reportDocument';
import { headLines, tableFit } from './tableFit.ts';

const column = (kind: Column['kind'], header: string, width = 1): Column => ({
  key: header,
  header,
  kind,
  width,
});
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

test('columns share the whole width as they were told, to the twip', () => {
  const { widths, size, fits } = tableFit(
    { columns: [column('text', 'a', 1), column('text', 'b', 1), column('text', 'c', 1)], rows: [] },
    8845,
  );
  expect(sum(widths)).toBe(8845);
  expect(Math.max(...widths) - Math.min(...widths)).toBeLessThanOrEqual(1);
  expect({ size, fits }).toEqual({ size: 21, fits: true });
});

test('a number is never broken: its column takes the room it needs from the others', () => {
  const columns = [column('text', '区县', 9), column('count', '件数', 1)];
  const { widths } = tableFit({ columns, rows: [{ cells: [{ value: 'a' }, { value: 123_456_789 }] }] }, 4000);
  // 11 half squares of 105 twips and the margins
  expect(widths[1]).toBe(11 * 105 + 120);
  expect(sum(widths)).toBe(4000);
});

test('many columns take smaller type, too many fit in none', () => {
  const many = (count: number) => ({
    columns: Array.from({ length: count }, (_, index) => column('count', `c${index}`)),
    rows: [{ cells: Array.from({ length: count }, () => ({ value: 1_000_000 })) }],
  });
  expect(tableFit(many(8), 8845).size).toBe(21);
  expect(tableFit(many(9), 8845).size).toBe(18);
  expect(tableFit(many(30), 8845)).toMatchObject({ size: 15, fits: false });
  expect(sum(tableFit(many(30), 8845).widths)).toBe(8845);
});

test('a row over all columns asks for no width', () => {
  const columns = [column('rank', '名次'), column('text', '区县')];
  const gap = { tone: 'gap' as const, cells: [{ value: '第5名至第37名见附表1，共33个区县' }] };
  expect(tableFit({ columns, rows: [gap] }, 4000)).toEqual(tableFit({ columns, rows: [] }, 4000));
});

test('an English head may break between its words, and asks for the longest of them', () => {
  const width = (header: string): number =>
    tableFit({ columns: [column('share', header, 1), column('text', 'a', 99)], rows: [] }, 8000).widths[0] ??
    0;
  expect(width('On the previous month (percentage points)')).toBeLessThan(15 * 105);
  expect(width('Undecided')).toBeGreaterThan(9 * 105);
});

test('a unit in brackets stands under its head', () => {
  expect(headLines('环比（百分点）')).toEqual(['环比', '（百分点）']);
  expect(headLines('On time (%)')).toEqual(['On time', '(%)']);
  expect(headLines('上月\n名次')).toEqual(['上月', '名次']);
  expect(headLines('（一）')).toEqual(['（一）']);
});
