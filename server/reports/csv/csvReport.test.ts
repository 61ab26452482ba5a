import { expect, it } from 'vitest';
import type { ReportSnapshot } from '#contract/reports/snapshot';
import { inventedSnapshot } from '../../testing/reportSnapshots.ts';
import { csvReport } from './csvReport.ts';

const setting = {
  language: 'zh',
  office: '督查室',
  number: null,
  issuedOn: null,
  hash: 'ab'.repeat(32),
  status: 'draft',
} as const;
const linesOf = (snapshot: ReportSnapshot, language: 'zh' | 'en' = 'zh'): string[] =>
  csvReport(snapshot, { ...setting, language })
    .toString('utf8')
    .split('\r\n')
    .slice(0, -1);
const snapshot = inventedSnapshot();

it('has a byte order mark, its columns by name, and each figure on a line', () => {
  const [head, first, ...others] = linesOf(snapshot);
  expect(head).toMatch(/^\ufeff期间,分类,代码,名称,指标代码,指标,单位,数值,样本,其中,上期数值/);
  expect(first).toMatch(/^2026-10,总体,,全市,submitted,[^,]+,件,(\d+),\1,,(\d+),\2,(\d+),\3$/);
  const figures = snapshot.figures.reduce((sum, set) => sum + Object.keys(set.figures).length, 0);
  expect(others).toHaveLength(figures - 1);
});

it('has shares as they are, with what they were observed on', () => {
  const { figures } = snapshot.figures.find(({ by, code }) => by === 'region' && code === '500103')!;
  const { value, n, hits } = figures.onTimeRate!;
  expect(linesOf(snapshot, 'en').find((line) => line.includes(',500103,渝中区,onTimeRate,'))).toContain(
    `,share (1 is all),${value},${n},${hits},`,
  );
});

it('runs no name as a formula', () => {
  const names = { ...snapshot.names, region: { 500103: { name: '=cmd()', shortName: '=' } } };
  expect(linesOf({ ...snapshot, names }).some((line) => line.includes(",500103,'=cmd(),"))).toBe(true);
});

it('leaves out figures of a period that was reported in part', () => {
  const [, first] = linesOf({ ...snapshot, reportedSince: { previous: '2026-09-17' } });
  expect(first).toMatch(/,,,,\d+,\d+$/);
});
