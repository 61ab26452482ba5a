import type { Figure, Indicator, IndicatorUnit } from '#contract/reports/indicator';
import type { ReportPeriod } from '#contract/reports/snapshot';
import type { ComparedWith } from '#contract/reports/reportDocument';
import type { LocalDay } from '#contract/time';
import type { Language } from '#contract/wording/language';

/** What is counted, for its measure word or its noun. */
export type Counted =
  'cases' | 'flags' | 'items' | 'regions' | 'departments' | 'ratings' | 'appeals' | 'times' | 'sources';

/** Two figures that a sentence of change rests on. */
export interface Compared {
  with: ComparedWith;
  indicator: Pick<Indicator, 'unit' | 'least' | 'decimals'>;
  now: Figure;
  then: Figure | null;
}

/** How a language of reports says numbers, changes and days. Pure; nothing is rounded twice. */
export interface Tongue {
  language: Language;
  /** `94.62万`, `946,200`: without what is counted. */
  number: (n: number) => string;
  /** `94.62万件`, `946,200 cases`, `1 case` */
  count: (n: number, of: Counted) => string;
  /** `99.12%` of 0.9912 */
  share: (share: number, decimals?: number) => string;
  /** `1.72个工作日`, `99.12%`, `3503条`; of nothing observed, that. */
  value: (value: number | null, indicator: Pick<Indicator, 'unit' | 'decimals'>) => string;
  /** `环比增长3.2%`, `同比提高0.41个百分点`, `无上年同期数据`; `null` where nothing was observed this time either. */
  change: (compared: Compared, noun: PeriodNoun) => string | null;
  /** `2026年9月` */
  period: (period: ReportPeriod) => string;
  /** `9月` where the year is plain. */
  shortPeriod: (period: ReportPeriod) => string;
  /** `2026年10月13日` */
  day: (day: LocalDay) => string;
  /** `9月1日至30日` */
  span: (period: Pick<ReportPeriod, 'from' | 'to'>) => string;
  /** `甲、乙、丙` */
  list: (names: readonly string[]) => string;
}

export type PeriodNoun = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** Counts are said as growth in per cent; the others by their difference. */
export const isCount = (unit: IndicatorUnit): boolean =>
  unit === 'cases' || unit === 'items' || unit === 'flags';
