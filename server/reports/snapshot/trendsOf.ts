import type { Figures, IndicatorId } from '#contract/reports/indicator';
import type { ReportKind } from '#contract/reports/reportKind';
import type { FigureSet, ReportPeriod, ReportSnapshot, Trend } from '#contract/reports/snapshot';
import { periodBefore } from '../../domain/reports/reportPeriod.ts';

/** So many periods, the newest included. A daily scan and a week have no trend. */
const lengths: Readonly<Partial<Record<ReportKind, number>>> = {
  monthly_bulletin: 12,
  quarterly_analysis: 8,
  annual_evaluation: 5,
};
const shown: readonly IndicatorId[] = [
  'submitted',
  'concluded',
  'onTimeRate',
  'handlingMean',
  'confirmedPerThousand',
  'goodRate',
];

/**
 * How the whole has gone: what was issued of each period, and what this report says itself of its own, the one before and
 * last year's. null: no report was issued, or of a part of the period alone, or nothing was observed.
 */
export async function trendsOf(
  kind: ReportKind,
  own: Pick<ReportSnapshot, 'period' | 'previous' | 'lastYear'>,
  figures: readonly FigureSet[],
  issued: (period: string) => Promise<Figures | null>,
): Promise<Trend[]> {
  const length = lengths[kind];
  if (length === undefined) return [];
  const whole = figures.find(({ by }) => by === 'all');
  const told = new Map<string, Figures | null | undefined>([
    [own.lastYear.period, whole?.lastYear],
    [own.previous.period, whole?.previous],
    [own.period.period, whole?.figures],
  ]);
  const periods: { period: string; figures: Figures | null }[] = [];
  for (let at: ReportPeriod = own.period; periods.length < length; at = periodBefore(kind, at)) {
    periods.unshift({ period: at.period, figures: told.get(at.period) ?? (await issued(at.period)) });
  }
  return shown.map((indicator) => ({
    by: 'all',
    code: '',
    indicator,
    points: periods.map(({ period, figures: known }) => {
      const figure = known?.[indicator];
      return { period, value: figure?.value ?? null, n: figure?.n ?? 0 };
    }),
  }));
}
