import type { ReportKind } from '#contract/reports/reportKind';
import type { ReportPeriod } from '#contract/reports/snapshot';
import type { LocalDay } from '#contract/time';
import { addMonths, dayNumber, dayText, weekdayOf, type DayNumber } from '../calendar/localDay.ts';
import { periodDays } from '../evaluation/periodDays.ts';

/** How a kind's periods are written, for whoever has written another. */
const written: Readonly<Record<ReportKind, { pattern: RegExp; example: string }>> = {
  daily_scan: { pattern: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, example: '2026-11-21' },
  weekly_dispatch: { pattern: /^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/, example: '2026-W47' },
  monthly_bulletin: { pattern: /^\d{4}-(0[1-9]|1[0-2])$/, example: '2026-10' },
  quarterly_analysis: { pattern: /^\d{4}-Q[1-4]$/, example: '2026-Q3' },
  annual_evaluation: { pattern: /^\d{4}$/, example: '2026' },
};

/** @throws RangeError for a text that is no period of the kind */
export function reportPeriod(kind: ReportKind, text: string): ReportPeriod {
  const { pattern, example } = written[kind];
  const days = pattern.test(text) ? daysOf(kind, text) : null;
  if (!days) throw new RangeError(`"${text}" is no period of a ${kind}; write ${example}.`);
  return { period: text, ...days };
}

export function periodBefore(kind: ReportKind, { from }: ReportPeriod): ReportPeriod {
  return periodWith(kind, dayNumber(from) - 1);
}

/**
 * The same period of the year before: the same day (29 February: the 28th), the week of the same number (of a 53rd week
 * in a year that had 52: the last), the same month, quarter, year before.
 */
export function sameLastYear(kind: ReportKind, { period, from }: ReportPeriod): ReportPeriod {
  if (kind !== 'weekly_dispatch') return periodWith(kind, addMonths(dayNumber(from), -12));
  const year = Number(period.slice(0, 4)) - 1;
  const last = isoWeekOf(dayNumber(`${year}-12-28`));
  const same = `${year}${period.slice(4)}`;
  return reportPeriod(kind, same < last ? same : last);
}

/** The newest period that has ended before `today`, a day of the office. */
export function latestPeriod(kind: ReportKind, today: LocalDay): string {
  return periodBefore(kind, periodWith(kind, dayNumber(today))).period;
}

/** The period that a day lies in. */
function periodWith(kind: ReportKind, day: DayNumber): ReportPeriod {
  const text = dayText(day);
  const year = text.slice(0, 4);
  switch (kind) {
    case 'daily_scan':
      return reportPeriod(kind, text);
    case 'weekly_dispatch':
      return reportPeriod(kind, isoWeekOf(day));
    case 'monthly_bulletin':
      return reportPeriod(kind, text.slice(0, 7));
    case 'quarterly_analysis':
      return reportPeriod(kind, `${year}-Q${Math.ceil(Number(text.slice(5, 7)) / 3)}`);
    case 'annual_evaluation':
      return reportPeriod(kind, year);
  }
}

/** @returns null for a text that looks like a day or week and is none */
function daysOf(kind: ReportKind, text: string): { from: LocalDay; to: LocalDay } | null {
  if (kind === 'daily_scan') return dayText(dayNumber(text)) === text ? { from: text, to: text } : null;
  if (kind !== 'weekly_dispatch') return periodDays(text);
  const monday = mondayOf(dayNumber(`${text.slice(0, 4)}-01-04`)) + 7 * (Number(text.slice(6)) - 1);
  return isoWeekOf(monday) === text ? { from: dayText(monday), to: dayText(monday + 6) } : null;
}

const mondayOf = (day: DayNumber): DayNumber => day - weekdayOf(day);

/** ISO 8601: weeks begin on Monday, and the first is the one with 4 January in it. */
function isoWeekOf(day: DayNumber): string {
  const monday = mondayOf(day);
  const year = dayText(monday + 3).slice(0, 4);
  const week = (monday - mondayOf(dayNumber(`${year}-01-04`))) / 7 + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}
