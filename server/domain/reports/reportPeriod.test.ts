import { expect, test } from 'vitest';
import type { ReportKind } from '#contract/reports/reportKind';
import { latestPeriod, periodBefore, reportPeriod, sameLastYear } from './reportPeriod.ts';

test.each<[ReportKind, string, string, string, string, string]>([
  ['daily_scan', '2026-11-21', '2026-11-21', '2026-11-21', '2026-11-20', '2025-11-21'],
  ['daily_scan', '2028-02-29', '2028-02-29', '2028-02-29', '2028-02-28', '2027-02-28'],
  ['weekly_dispatch', '2026-W47', '2026-11-16', '2026-11-22', '2026-W46', '2025-W47'],
  // 2026 begins on a Thursday and has 53 weeks; its first one begins in the year before
  ['weekly_dispatch', '2026-W01', '2025-12-29', '2026-01-04', '2025-W52', '2025-W01'],
  ['weekly_dispatch', '2026-W53', '2026-12-28', '2027-01-03', '2026-W52', '2025-W52'],
  ['monthly_bulletin', '2026-01', '2026-01-01', '2026-01-31', '2025-12', '2025-01'],
  ['quarterly_analysis', '2026-Q1', '2026-01-01', '2026-03-31', '2025-Q4', '2025-Q1'],
  ['annual_evaluation', '2026', '2026-01-01', '2026-12-31', '2025', '2025'],
])(
  '%s %s has its days, the period before it and that of a year ago',
  (kind, text, from, to, before, lastYear) => {
    const period = reportPeriod(kind, text);
    expect(period).toEqual({ period: text, from, to });
    expect(periodBefore(kind, period).period).toBe(before);
    expect(sameLastYear(kind, period).period).toBe(lastYear);
  },
);

test.each<[ReportKind, string]>([
  ['daily_scan', '2026-02-30'],
  ['weekly_dispatch', '2025-W53'],
  ['weekly_dispatch', '2026-W54'],
  ['monthly_bulletin', '2026-13'],
  ['monthly_bulletin', '2026-Q1'],
  ['quarterly_analysis', '2026-Q5'],
  ['annual_evaluation', '26'],
])('%s has no period %s, and what one looks like is said', (kind, text) => {
  expect(() => reportPeriod(kind, text)).toThrow(/is no period of a \w+; write 20/);
});

test('the latest period of a kind is the one that ended last', () => {
  expect(latestPeriod('daily_scan', '2026-11-22')).toBe('2026-11-21');
  expect(latestPeriod('weekly_dispatch', '2026-11-22')).toBe('2026-W46');
  expect(latestPeriod('weekly_dispatch', '2026-11-23')).toBe('2026-W47');
  expect(latestPeriod('monthly_bulletin', '2026-11-01')).toBe('2026-10');
  expect(latestPeriod('quarterly_analysis', '2026-11-22')).toBe('2026-Q3');
  expect(latestPeriod('annual_evaluation', '2027-01-01')).toBe('2026');
});
