import { reportKinds } from '#contract/reports/reportKind';
import { expect, test } from 'vitest';
import { reportPeriod } from '../../../../server/domain/reports/reportPeriod.ts';
import { reportPeriods } from './reportPeriods.ts';

test.each(['2026-11-22', '2027-01-01', '2024-02-29', '2021-01-03'])(
  'on %s the periods offered are those that the server knows, with their days',
  (today) => {
    for (const kind of reportKinds)
      for (const offered of reportPeriods(kind, today))
        expect(offered).toEqual(reportPeriod(kind, offered.period));
  },
);

test('the newest that is over comes first, the one that runs last; today is not yet scanned', () => {
  const ends = (kind: (typeof reportKinds)[number]) => {
    const periods = reportPeriods(kind, '2026-11-22').map(({ period }) => period);
    return [periods[0], periods.at(-1)];
  };
  expect(ends('daily_scan')).toEqual(['2026-11-21', '2026-11-08']);
  expect(ends('weekly_dispatch')).toEqual(['2026-W46', '2026-W47']);
  expect(ends('monthly_bulletin')).toEqual(['2026-10', '2026-11']);
  expect(ends('quarterly_analysis')).toEqual(['2026-Q3', '2026-Q4']);
  expect(ends('annual_evaluation')).toEqual(['2025', '2026']);
});
