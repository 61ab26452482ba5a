import { expect, test } from 'vitest';
import type { ReportChart } from '../reportChart.ts';
import { tickText, valueAxis, valueText } from './valueAxis.ts';

test.each<[number[], ReportChart['unit'], boolean, [number, number, number]]>([
  [[0.9749, 0.9989], 'share', false, [0.97, 1, 0.01]],
  [[0.2, 0.9], 'share', true, [0, 1, 0.5]],
  [[1, 1], 'share', false, [0.998, 1, 0.001]],
  [[0, 9000], 'count', true, [0, 10_000, 5000]],
  [[3], 'count', true, [0, 4, 1]],
  [[], 'count', true, [0, 4, 1]],
  [[1.2, 4.7], 'decimal', true, [0, 6, 2]],
])('%j as %s (from zero: %s) stand on an axis %j', (values, unit, fromZero, [min, max, step]) => {
  const axis = valueAxis(values, unit, fromZero);
  expect([axis.min, axis.max, axis.step]).toEqual([min, max, step].map((end) => expect.closeTo(end, 9)));
});

test.each<[number, number, ReportChart['unit'], string]>([
  [0.98, 0.01, 'share', '98%'],
  [0.985, 0.005, 'share', '98.5%'],
  [1, 0.0005, 'share', '100.00%'],
  [12_000, 2000, 'count', '12,000'],
  [0.5, 0.5, 'decimal', '0.5'],
])('a tick at %d with step %d of %s is %s', (value, step, unit, text) => {
  expect(tickText(value, { min: 0, max: 1, step }, unit)).toBe(text);
});

test('values have their sign', () => {
  expect([valueText(0.9912, 'share'), valueText(8214, 'count'), valueText(3.44, 'decimal')]).toEqual([
    '99.12%',
    '8,214',
    '3.4',
  ]);
});
