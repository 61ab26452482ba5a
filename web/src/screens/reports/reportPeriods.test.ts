import { reportKinds, type ReportKind } from '#contract/reports/reportKind';
import { expect, test } from 'vitest';
import { reportPeriods } from './reportPeriods.ts';

const nextDay = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

test.each(['2026-11-22', '2027-01-01', '2024-02-29', '2021-01-03', '2026-03-31'])(
  'on %s the periods of each kind follow one upon the other without gap, up to today',
  (today) => {
    for (const kind of reportKinds) {
      const inTime = reportPeriods(kind, today).toSorted((a, b) => (a.from < b.from ? -1 : 1));
      for (const [at, { from }] of inTime.entries()) {
        const before = inTime[at - 1];
        if (before) expect([kind, from]).toEqual([kind, nextDay(before.to)]);
      }
      const last = inTime.at(-1);
      expect([kind, last && last.from <= today && nextDay(last.to) >= today]).toEqual([kind, true]);
    }
  },
);

test.each<[ReportKind, string, string, string, string]>([
  ['weekly_dispatch', '2027-01-05', '2026-W53', '2026-12-28', '2027-01-03'],
  ['weekly_dispatch', '2026-01-12', '2026-W02', '2026-01-05', '2026-01-11'],
  ['weekly_dispatch', '2021-01-12', '2021-W01', '2021-01-04', '2021-01-10'],
  ['monthly_bulletin', '2024-03-31', '2024-02', '2024-02-01', '2024-02-29'],
  ['quarterly_analysis', '2026-02-11', '2025-Q4', '2025-10-01', '2025-12-31'],
])('the newest %s that is over on %s is %s, from %s to %s', (kind, today, period, from, to) => {
  expect(reportPeriods(kind, today)[0]).toEqual({ period, from, to });
});

test('the newest that is over comes first, the one that runs last; today is not yet scanned', () => {
  const ends = (kind: ReportKind) => {
    const periods = reportPeriods(kind, '2026-11-22').map(({ period }) => period);
    return [periods[0], periods.at(-1)];
  };
  expect(ends('daily_scan')).toEqual(['2026-11-21', '2026-11-08']);
  expect(ends('weekly_dispatch')).toEqual(['2026-W46', '2026-W47']);
  expect(ends('monthly_bulletin')).toEqual(['2026-10', '2026-11']);
  expect(ends('quarterly_analysis')).toEqual(['2026-Q3', '2026-Q4']);
  expect(ends('annual_evaluation')).toEqual(['2025', '2026']);
});
