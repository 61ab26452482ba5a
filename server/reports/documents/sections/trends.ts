import type { IndicatorId } from '#contract/reports/indicator';
import type { Block } from '#contract/reports/reportDocument';
import type { Trend } from '#contract/reports/snapshot';
import type { Paper } from '../paper.ts';
import { say } from '../say.ts';
import { paragraph, type Section } from '../section.ts';

const words = {
  zh: {
    title: '变化趋势',
    extremes: (name: string, n: number, high: string, highAt: string, low: string, lowAt: string) =>
      `${name}：有数据的${n}期中最高的是${highAt}的${high}，最低的是${lowAt}的${low}。`,
    level: (name: string, n: number, value: string) => `${name}：有数据的${n}期均为${value}。`,
    caption: (name: string, unit: string) => `${name}${unit}变化趋势`,
    unit: { share: '（%）', count: '', decimal: '' },
  },
  en: {
    title: 'Trends',
    extremes: (name: string, n: number, high: string, highAt: string, low: string, lowAt: string) =>
      `${name}: over ${n} periods highest in ${highAt} (${high}), lowest in ${lowAt} (${low}).`,
    level: (name: string, n: number, value: string) => `${name}: ${value} in all of ${n} periods.`,
    caption: (name: string, unit: string) => `${name}${unit}, by period`,
    unit: { share: ' (%)', count: '', decimal: '' },
  },
};

/** How figures of the whole went over the last periods; gaps stay gaps. @param ids of these alone; left out: of all */
export function trends(paper: Paper, ids?: readonly IndicatorId[]): Section | null {
  const blocks = paper.snapshot.trends
    .filter(({ by, indicator }) => by === 'all' && (ids?.includes(indicator) ?? true))
    .flatMap((one) => trendBlocks(paper, one));
  return blocks.length === 0 ? null : { title: words[paper.tongue.language].title, blocks };
}

/** A part of a period would look like a fall. */
const isPart = ({ snapshot, since }: Paper, { period }: { period: string }): boolean =>
  (['period', 'previous', 'lastYear'] as const).some(
    (which) => since[which] !== null && snapshot[which].period === period,
  );

function trendBlocks(paper: Paper, { indicator: id, points: observed }: Trend): Block[] {
  const { tongue } = paper;
  const points = observed.map((point) => (isPart(paper, point) ? { ...point, value: null } : point));
  const said = words[tongue.language];
  const indicator = paper.indicator(id);
  const seen = points.flatMap(({ period, value }) => (value === null ? [] : [{ period, value }]));
  const [first] = seen;
  if (!indicator || !first || seen.length < 3) return [];
  const high = seen.reduce((best, point) => (point.value > best.value ? point : best), first);
  const low = seen.reduce((best, point) => (point.value < best.value ? point : best), first);
  const name = indicator.name[tongue.language];
  const printed = ({ value }: { value: number }): string => tongue.value(value, indicator);
  const when = ({ period }: { period: string }): string =>
    tongue.period({ period, from: period, to: period });
  const sentence =
    printed(high) === printed(low)
      ? said.level(name, seen.length, printed(high))
      : said.extremes(name, seen.length, printed(high), when(high), printed(low), when(low));
  const unit = indicator.unit === 'share' ? 'share' : indicator.decimals === 0 ? 'count' : 'decimal';
  return [
    paragraph(say`${sentence}`),
    {
      kind: 'chart',
      chart: {
        kind: 'trend',
        id: `trend-${id}`,
        unit,
        caption: said.caption(name, said.unit[unit]),
        description: sentence,
        periods: points.map(({ period }) => period),
        series: [{ label: name, values: points.map(({ value }) => value) }],
      },
    },
  ];
}
