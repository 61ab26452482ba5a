import { expect, test } from 'vitest';
import {
  barsChart,
  distributionChart,
  funnelChart,
  intervalsChart,
  trendChart,
} from '../../testing/printedDocument.ts';
import { chartConfig, chartHeight } from './chartConfig.ts';
import type { ChartLook } from './charts/chartLook.ts';
import type { DrawnChart, Pen } from './charts/drawnChart.ts';
import type { ReportChart } from './reportChart.ts';

const look: ChartLook = { medium: 'print', font: 'Serif', width: 590, fontSize: 12 };

/** What the plug-ins of a configuration write, with where; a character is half as wide as high, an ideograph as wide. */
function written(chart: ReportChart, at: Partial<ChartLook> = {}): { text: string; x: number; y: number }[] {
  const texts: { text: string; x: number; y: number }[] = [];
  const nothing = () => undefined;
  const pen: Pen = {
    ...{
      font: '',
      fillStyle: '',
      strokeStyle: '',
      lineWidth: 1,
      textAlign: '',
      textBaseline: '',
      lineJoin: '',
    },
    ...{
      save: nothing,
      restore: nothing,
      beginPath: nothing,
      moveTo: nothing,
      lineTo: nothing,
      stroke: nothing,
    },
    ...{ setLineDash: nothing, strokeText: nothing },
    fillText: (text, x, y) => texts.push({ text, x, y }),
    measureText: (text) => ({ width: [...text].reduce((sum, one) => sum + (one > '⺀' ? 12 : 6), 0) }),
  };
  const config = chartConfig(chart, { ...look, ...at });
  const scale = (from: number, to: number) => ({ getPixelForValue: (value: number) => from + value * to });
  const drawn: DrawnChart = {
    ctx: pen,
    width: 590,
    chartArea: { left: 50, right: 580, top: 30, bottom: 220 },
    scales: { x: scale(60, 13), y: scale(220, -190) },
  };
  for (const plugin of config.plugins) plugin.afterDatasetsDraw(drawn);
  return texts;
}

test('a dot is filled where its interval leaves out the value of the whole, and bars float from low to high', () => {
  const { data } = chartConfig(intervalsChart, look);
  const [dots, bars] = data.datasets;
  expect(dots).toMatchObject({ showLine: false });
  const fills = Reflect.get(dots!, 'pointBackgroundColor') as string[];
  expect(fills[0]).toBe('#131a26');
  expect(fills[20]).toBe('#ffffff');
  expect(bars!.data[0]).toEqual([expect.closeTo(0.9973), expect.closeTo(0.9989)]);
});

test('an axis of shares ends at 100 % and does not begin at zero; its ticks have the decimals they need', () => {
  const { options } = chartConfig(intervalsChart, look);
  const { y } = Reflect.get(options, 'scales') as {
    y: { min: number; max: number; ticks: { callback: (v: number) => string } };
  };
  expect([y.min, y.max]).toEqual([expect.closeTo(0.97), 1]);
  expect(y.ticks.callback(0.98)).toBe('98%');
});

test('best, worst and the whole are named in the picture; the feet say first and last', () => {
  const texts = written(intervalsChart).map(({ text }) => text);
  expect(texts).toEqual(['全市 99.12%', '璧山区', '大渡口区', '第1名', '第40名', '实心为区间不含全市值']);
});

test('few units are named on the axis, each of them', () => {
  if (intervalsChart.kind !== 'intervals') throw new Error('not of intervals');
  const few = { ...intervalsChart, points: intervalsChart.points.slice(0, 6) };
  expect(written(few).map(({ text }) => text)).toEqual(['全市 99.12%', '实心为区间不含全市值']);
});

test('a gap of a trend stays a gap', () => {
  const { data } = chartConfig(trendChart, look);
  expect(data.datasets[0]!.data[1]).toBeNull();
  expect(data.datasets.every((series) => Reflect.get(series, 'spanGaps') === false)).toBe(true);
});

test('lines differ in dash and mark, not in colour alone', () => {
  const { datasets } = chartConfig(trendChart, look).data;
  expect(new Set(datasets.map((series) => Reflect.get(series, 'pointStyle'))).size).toBe(3);
  expect(new Set(datasets.map((series) => String(Reflect.get(series, 'borderDash')))).size).toBe(3);
});

test('names never cover each other', () => {
  for (const chart of [funnelChart, trendChart, distributionChart]) {
    const boxes = written(chart).map(({ text, x, y }) => ({ x, y, right: x + text.length * 6 }));
    boxes.forEach((one, index) => {
      for (const other of boxes.slice(index + 1))
        expect(
          Math.abs(one.y - other.y) >= 12 || one.right <= other.x || other.right <= one.x,
          chart.id,
        ).toBe(true);
    });
  }
});

test('the points of a funnel are hollow inside its limits; limits beyond the axis stay on its edge', () => {
  const { data, options } = chartConfig(funnelChart, look);
  const [outside, inside, low998] = data.datasets;
  if (funnelChart.kind !== 'funnel') throw new Error('not a funnel');
  const many = funnelChart.points.filter((point) => point.outside).length;
  expect([outside!.data.length, inside!.data.length]).toEqual([many, funnelChart.points.length - many]);
  const { min } = (Reflect.get(options, 'scales') as { y: { min: number } }).y;
  for (const point of low998!.data) expect(Reflect.get(Object(point), 'y')).toBeGreaterThanOrEqual(min);
  expect((Reflect.get(options, 'scales') as { x: { type: string } }).x.type).toBe('logarithmic');
});

test('each bar has its value, and a long name is cut', () => {
  expect(written(barsChart).map(({ text }) => text)).toEqual(['1,280', '912', '455', '101', '7']);
  expect(chartConfig(barsChart, look).data.labels).toContain('跨部门协同等待时间过长且没有及时提醒…');
});

test('a chart on paper is deaf to the pointer, one on a screen says value, interval and n', () => {
  expect(chartConfig(intervalsChart, look).options).toMatchObject({ events: [], responsive: false });
  const { options } = chartConfig(intervalsChart, { ...look, medium: 'screen' });
  expect(options).not.toHaveProperty('events');
  const { callbacks } = Reflect.get(Reflect.get(options, 'plugins') as object, 'tooltip') as {
    callbacks: { title: (items: unknown[]) => string; label: (item: unknown) => string };
  };
  const item = { datasetIndex: 0, dataIndex: 0, dataset: {} };
  expect(callbacks.title([item])).toBe('璧山区');
  expect(callbacks.label(item)).toBe('99.81% (99.73% ~ 99.89%), n = 900');
});

test('lying bars are as high as there are of them; other charts follow their width', () => {
  expect(chartHeight(barsChart, 590, 12)).toBe(12 * 14);
  expect(chartHeight(trendChart, 590, 12)).toBeCloseTo(247.8);
  // a phone
  expect(chartHeight(trendChart, 340, 12)).toBe(216);
});

test('charts without a single value have axes and no faults', () => {
  const empty: ReportChart[] = [
    { ...barsChart, kind: 'bars', bars: [], horizontal: false },
    { ...trendChart, kind: 'trend', periods: ['2026-01'], series: [{ label: '全市', values: [null] }] },
    { ...distributionChart, kind: 'distribution', bins: [], marks: [] },
    {
      ...intervalsChart,
      kind: 'intervals',
      points: [],
      whole: { label: '全市', value: 0.99 },
      first: '',
      last: '',
      legend: '',
    },
    {
      ...funnelChart,
      kind: 'funnel',
      points: [],
      limits: [],
      whole: { label: '全市', value: 1 },
      nLabel: 'n',
    },
  ];
  for (const chart of empty) {
    const { scales } = chartConfig(chart, look).options as {
      scales: Record<string, { min?: number; max?: number }>;
    };
    for (const { min, max } of Object.values(scales)) {
      expect(min === undefined || Number.isFinite(min), chart.kind).toBe(true);
      expect(max === undefined || Number.isFinite(max), chart.kind).toBe(true);
    }
    expect(() => written(chart)).not.toThrow();
  }
});
