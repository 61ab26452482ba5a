import { roundedText, shareText } from '#contract/reports/roundedText';
import type { IndicatorUnit } from '#contract/reports/indicator';
import type { ReportPeriod } from '#contract/reports/snapshot';
import { changeOf } from './changeOf.ts';
import { dayParts, periodParts } from './periodParts.ts';
import { isCount, type Compared, type Counted, type Tongue } from './tongue.ts';

const measures: Record<Counted, string> = {
  cases: '件',
  flags: '条',
  items: '项',
  regions: '个区县',
  departments: '个部门',
  ratings: '条',
  appeals: '件',
  times: '次',
  sources: '个来源',
};

const unitOf: Record<Exclude<IndicatorUnit, 'share'>, string> = {
  cases: '件',
  items: '项',
  flags: '条',
  workdays: '个工作日',
  perThousand: '条',
};

/** Digits up to 9999, then 万 and 亿 with two decimals at most. */
function numberText(n: number): string {
  if (n < 10_000) return String(n);
  const inTenThousands = Number(roundedText(n, 2, -4));
  return inTenThousands < 10_000 ? `${inTenThousands}万` : `${Number(roundedText(n, 2, -8))}亿`;
}

const compared = { previous: '环比', lastYear: '同比' } as const;

function change(of: Compared): string | null {
  const found = changeOf(of);
  const word = compared[of.with];
  const { unit } = of.indicator;
  switch (found.kind) {
    case 'nothing':
      return null;
    case 'noData':
      return of.with === 'previous' ? '上期无数据' : '无上年同期数据';
    case 'tooFew':
      return `${found.when === 'now' ? '本期' : of.with === 'previous' ? '上期' : '上年同期'}不足${found.least}件，不作${word}`;
    case 'same':
      return `${word}持平`;
    case 'almostSame':
      return `${word}基本持平`;
    case 'moved':
      if (found.as === 'points') return `${word}${found.up ? '提高' : '降低'}${found.amount}个百分点`;
      if (found.as === 'percent') return `${word}${found.up ? '增长' : '下降'}${found.amount}%`;
      return `${word}${found.up ? '增加' : '减少'}${found.amount}${unit === 'share' ? '' : unitOf[unit]}`;
  }
}

function period(of: ReportPeriod): string {
  const parts = periodParts(of);
  switch (parts.kind) {
    case 'day':
      return day(of.from);
    case 'week':
      return `${parts.year}年第${parts.n}周`;
    case 'month':
      return `${parts.year}年${parts.n}月`;
    case 'quarter':
      return `${parts.year}年第${quarters[parts.n - 1] ?? parts.n}季度`;
    case 'year':
      return `${parts.year}年度`;
  }
}
const quarters = ['一', '二', '三', '四'];

function day(text: string): string {
  const { year, month, date } = dayParts(text);
  return `${year}年${month}月${date}日`;
}

function span({ from, to }: Pick<ReportPeriod, 'from' | 'to'>): string {
  const [first, last] = [dayParts(from), dayParts(to)];
  const start = `${first.month}月${first.date}日`;
  if (from === to) return start;
  if (first.year !== last.year) return `${day(from)}至${day(to)}`;
  return first.month === last.month ? `${start}至${last.date}日` : `${start}至${last.month}月${last.date}日`;
}

export const zhTongue: Tongue = {
  language: 'zh',
  number: numberText,
  count: (n, of) => `${numberText(n)}${measures[of]}`,
  share: (share, decimals = 2) => `${shareText(share, decimals)}%`,
  value: (value, { unit, decimals }) => {
    if (value === null) return '无数据';
    if (unit === 'share') return `${shareText(value, decimals)}%`;
    return `${isCount(unit) ? numberText(value) : roundedText(value, decimals)}${unitOf[unit]}`;
  },
  change,
  period,
  shortPeriod: (of) => period(of).replace(/^\d+年(?=\d+月)/, ''),
  day,
  span,
  list: (names) => names.join('、'),
};
