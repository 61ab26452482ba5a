import type { ReportKind } from '#contract/reports/reportKind';
import type { ReportPeriod } from '#contract/reports/snapshot';
import type { LocalDay } from '#contract/time';

const aDay = 86_400_000;
const start = (day: LocalDay): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (at: number): LocalDay => new Date(at).toISOString().slice(0, 10);
const monthStart = (year: number, month: number): LocalDay => dayOf(Date.UTC(year, month, 1));

/** How many are offered, the running one with them. */
const offered: Readonly<Record<ReportKind, number>> = {
  daily_scan: 15,
  weekly_dispatch: 13,
  monthly_bulletin: 13,
  quarterly_analysis: 9,
  annual_evaluation: 4,
};

/** The periods of a kind that one may choose: those that are over, newest first, then the one that runs. */
export function reportPeriods(kind: ReportKind, today: LocalDay): ReportPeriod[] {
  const [running, ...over] = [...Array(offered[kind]).keys()].map((back) => periodBack(kind, today, back));
  return [...over, ...(running && kind !== 'daily_scan' ? [running] : [])];
}

function periodBack(kind: ReportKind, today: LocalDay, back: number): ReportPeriod {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1];
  switch (kind) {
    case 'daily_scan': {
      const day = dayOf(start(today) - back * aDay);
      return { period: day, from: day, to: day };
    }
    case 'weekly_dispatch':
      return weekOf(start(today) - back * 7 * aDay);
    case 'monthly_bulletin': {
      const [from, next] = [monthStart(year, month - back), monthStart(year, month - back + 1)];
      return { period: from.slice(0, 7), from, to: dayOf(start(next) - aDay) };
    }
    case 'quarterly_analysis': {
      const first = Math.floor(month / 3) * 3 - 3 * back;
      const [from, next] = [monthStart(year, first), monthStart(year, first + 3)];
      const quarter = Math.floor((Number(from.slice(5, 7)) - 1) / 3) + 1;
      return { period: `${from.slice(0, 4)}-Q${quarter}`, from, to: dayOf(start(next) - aDay) };
    }
    case 'annual_evaluation':
      return { period: `${year - back}`, from: `${year - back}-01-01`, to: `${year - back}-12-31` };
  }
}

/** ISO 8601: Monday to Sunday; the first week of a year is the one with 4 January in it. */
function weekOf(at: number): ReportPeriod {
  const monday = at - ((new Date(at).getUTCDay() + 6) % 7) * aDay;
  const year = dayOf(monday + 3 * aDay).slice(0, 4);
  const week = Math.floor((start(dayOf(monday + 3 * aDay)) - start(`${year}-01-01`)) / (7 * aDay)) + 1;
  return {
    period: `${year}-W${String(week).padStart(2, '0')}`,
    from: dayOf(monday),
    to: dayOf(monday + 6 * aDay),
  };
}
