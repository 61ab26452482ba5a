import { expect, test } from 'vitest';
import type { RankedUnit } from '../../api/rankings.ts';
import { funnelChart, intervalsChart } from './rankingCharts.ts';

const t = (key: string, values: Record<string, string | number>) => [key, ...Object.values(values)].join(' ');
const unit = (name: string, n: number, onTime: number, more: Partial<RankedUnit> = {}): RankedUnit => ({
  code: name,
  name,
  shortName: name,
  value: n === 0 ? null : onTime / n,
  n,
  onTime,
  rank: null,
  reason: null,
  previousRank: null,
  difference: 'none',
  interval: [0.9, 1],
  excluded: { withdrawn: 0, voided: 0, transferred: 0, exempt: 0 },
  ...more,
});
const ranking = {
  by: 'region' as const,
  whole: { value: 0.96, n: 112 },
  limits: [],
  rows: [
    unit('渝北', 60, 60, { rank: 1, difference: 'better', interval: [0.97, 1] }),
    unit('酉阳', 40, 36, { rank: 2 }),
    unit('万盛', 12, 12),
    unit('两江', 0, 0),
  ],
};

test('the intervals are those of the ranked units, filled where they leave out the whole', () => {
  const chart = intervalsChart(ranking, t);
  expect(chart?.points.map(({ label, differs }) => [label, differs])).toEqual([
    ['渝北', true],
    ['酉阳', false],
  ]);
  expect(chart?.description).toBe('rankings.intervals.said 2 渝北 酉阳 1');
});

test('the funnel shows who has cases, also too few to be ranked', () => {
  const chart = funnelChart(ranking, t);
  expect(chart?.points.map(({ label, n, outside }) => [label, n, outside])).toEqual([
    ['渝北', 60, true],
    ['酉阳', 40, false],
    ['万盛', 12, false],
  ]);
});

test('of nothing there is no picture', () => {
  const nothing = { ...ranking, whole: { value: null, n: 0 }, rows: [] };
  expect([intervalsChart(nothing, t), funnelChart(nothing, t)]).toEqual([null, null]);
});
