import type { ReportKind } from '#contract/reports/reportKind';
import type { ReportList } from '#contract/reports/reportSchema';
import type { Instant } from '#contract/time';
import { dayText } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import { latestPeriod } from '../domain/reports/reportPeriod.ts';
import { cronPlan } from './cronSlots.ts';

/** When each kind of report is ordered by itself, in the office zone: a day or more after its period, when data are in. */
export const reportPlan: readonly { kind: ReportKind; name: string; cron: string }[] = [
  { kind: 'daily_scan', name: 'order_daily_scan', cron: '0 30 6 * * *' },
  { kind: 'weekly_dispatch', name: 'order_weekly_dispatch', cron: '0 0 7 * * 1' },
  { kind: 'monthly_bulletin', name: 'order_monthly_bulletin', cron: '0 30 7 2 * *' },
  { kind: 'quarterly_analysis', name: 'order_quarterly_analysis', cron: '0 45 7 3 1,4,7,10 *' },
  { kind: 'annual_evaluation', name: 'order_annual_evaluation', cron: '0 0 8 5 1 *' },
];

/** The next of each kind, and the period that it will be of. */
export function nextReports(now: Instant, zone: string): ReportList['next'] {
  const { dayOf } = timezone(zone);
  return reportPlan.flatMap(({ kind, cron }) => {
    const at = cronPlan(cron, zone).next(now);
    if (at === undefined) return [];
    return [{ kind, at: new Date(at).toISOString(), period: latestPeriod(kind, dayText(dayOf(at))) }];
  });
}
