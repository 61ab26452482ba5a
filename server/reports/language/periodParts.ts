import type { ReportPeriod } from '#contract/reports/snapshot';
import type { LocalDay } from '#contract/time';
import type { PeriodNoun } from './tongue.ts';

/** A day's year, month 1…12 and date. */
export function dayParts(day: LocalDay): { year: number; month: number; date: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), date: Number(day.slice(8, 10)) };
}

/** What a period's text says: the week 1…53, month 1…12 or quarter 1…4 of its year; of a day or a year, 0. */
export function periodParts({ period }: Pick<ReportPeriod, 'period'>): {
  kind: PeriodNoun;
  year: number;
  n: number;
} {
  const year = Number(period.slice(0, 4));
  const rest = period.slice(5);
  if (rest === '') return { kind: 'year', year, n: 0 };
  if (rest.startsWith('W')) return { kind: 'week', year, n: Number(rest.slice(1)) };
  if (rest.startsWith('Q')) return { kind: 'quarter', year, n: Number(rest.slice(1)) };
  return rest.length === 2 ? { kind: 'month', year, n: Number(rest) } : { kind: 'day', year, n: 0 };
}
