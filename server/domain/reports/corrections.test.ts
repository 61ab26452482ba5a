import { expect, test } from 'vitest';
import type { Figures } from '#contract/reports/indicator';
import type { FigureSet } from '#contract/reports/snapshot';
import { correctionsOf } from './corrections.ts';

const set = (by: FigureSet['by'], code: string, figures: Figures): FigureSet => ({
  by,
  code,
  figures,
  previous: null,
  lastYear: null,
});
const rate = (hits: number, n: number): Figures => ({
  onTimeRate: { value: n === 0 ? null : hits / n, n, hits },
});
const issue = (figures: FigureSet[]) => ({ reportId: '7', period: '2026-09', figures });

test('what is otherwise now is told of the whole, of regions and of departments, and equal figures are not', () => {
  const issued = issue([
    set('all', '', rate(98, 100)),
    set('region', 'a', rate(49, 50)),
    set('region', 'b', rate(49, 50)),
    set('item', 'permit', rate(98, 100)),
  ]);
  const now = new Map([
    ['all ', rate(99, 101)],
    ['region a', rate(50, 51)],
    ['region b', rate(49, 50)],
    ['item permit', rate(99, 101)],
  ]);
  const found = correctionsOf(issued, [], (by, code) => now.get(`${by} ${code}`) ?? null);
  expect(found.map(({ by, code }) => [by, code])).toEqual([
    ['all', ''],
    ['region', 'a'],
  ]);
  expect(found[0]).toEqual({
    reportId: '7',
    period: '2026-09',
    by: 'all',
    code: '',
    indicator: 'onTimeRate',
    issued: { value: 0.98, n: 100 },
    now: { value: 99 / 101, n: 101 },
  });
});

test('a unit that has its first figures now, or none any more, is told; nothing beside nothing is not', () => {
  const issued = issue([set('department', 'gone', rate(3, 4)), set('department', 'idle', rate(0, 0))]);
  const now = (_: string, code: string): Figures | null => (code === 'new' ? rate(1, 2) : null);
  expect(
    correctionsOf(issued, [{ by: 'department', code: 'new' }], now).map((one) => [
      one.code,
      one.issued.n,
      one.now.n,
    ]),
  ).toEqual([
    ['gone', 4, 0],
    ['new', 0, 2],
  ]);
});

test('flags go on being judged, which corrects nothing', () => {
  const flags = (value: number): Figures => ({
    undecided: { value, n: value },
    confirmed: { value, n: value },
  });
  expect(correctionsOf(issue([set('all', '', flags(3))]), [], () => flags(1))).toEqual([]);
});
