import { expect, test } from 'vitest';
import { periodText } from './periodText.ts';

const t = (key: string, values: Record<string, string | number>) =>
  `${key} ${Object.values(values).join(' ')}`;

test.each([
  ['2026-11-21', '2026-11-21', '2026年11月21日', '21 November 2026'],
  ['2026-09', '2026-09-01', '2026年9月', 'September 2026'],
  ['2026-W05', '2026-01-26', 'period.week 2026 5 01-26 02-01', 'period.week 2026 5 01-26 02-01'],
  ['2026-Q3', '2026-07-01', 'period.quarter 2026 3', 'period.quarter 2026 3'],
  ['2026', '2026-01-01', 'period.year 2026', 'period.year 2026'],
])('%s from %s is said as %s and as %s', (period, from, zh, en) => {
  const of = { period, from, to: '2026-02-01' };
  expect([periodText(of, 'zh', t), periodText(of, 'en', t)]).toEqual([zh, en]);
});
