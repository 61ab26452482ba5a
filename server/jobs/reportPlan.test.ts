import { expect, test } from 'vitest';
import { nextReports } from './reportPlan.ts';

test('each kind is ordered after its period, in the office’s own time', () => {
  expect(nextReports(Date.parse('2026-11-22T23:00:00Z'), 'Asia/Shanghai')).toEqual([
    { kind: 'daily_scan', at: '2026-11-23T22:30:00.000Z', period: '2026-11-23' },
    { kind: 'weekly_dispatch', at: '2026-11-29T23:00:00.000Z', period: '2026-W48' },
    { kind: 'monthly_bulletin', at: '2026-12-01T23:30:00.000Z', period: '2026-11' },
    { kind: 'quarterly_analysis', at: '2027-01-02T23:45:00.000Z', period: '2026-Q4' },
    { kind: 'annual_evaluation', at: '2027-01-05T00:00:00.000Z', period: '2026' },
  ]);
});
