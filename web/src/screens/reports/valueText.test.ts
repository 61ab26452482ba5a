import { indicatorIds } from '#contract/reports/indicator';
import { expect, test } from 'vitest';
import zh from '../../locales/zhReports.ts';
import { valueText } from './valueText.ts';

const units: Record<string, string> = zh.reports.unit;
const t = (key: string, { n = '' }: Record<string, string>) =>
  (units[key.split('.').at(-1) ?? ''] ?? key).replace('{n}', n);

test.each([
  [3503, 'submitted', '3,503 件'],
  [0.99123, 'onTimeRate', '99.12%'],
  [null, 'onTimeRate', '无数据'],
] as const)('%d of %s is said as %s', (value, indicator, text) => {
  expect(valueText(value, indicator, t)).toBe(text);
});

test('every indicator has words for its unit', () => {
  for (const indicator of indicatorIds) expect(valueText(1, indicator, t)).toMatch(/1/);
});
