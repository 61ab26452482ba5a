import { groupedText, roundedText, shareText } from '#contract/reports/roundedText';
import type { IndicatorUnit } from '#contract/reports/indicator';
import type { ReportPeriod } from '#contract/reports/snapshot';
import { changeOf } from './changeOf.ts';
import { dayParts, periodParts } from './periodParts.ts';
import { isCount, type Compared, type Counted, type PeriodNoun, type Tongue } from './tongue.ts';

const nouns: Record<Counted, readonly [one: string, many: string]> = {
  cases: ['case', 'cases'],
  flags: ['flag', 'flags'],
  items: ['item', 'items'],
  regions: ['region', 'regions'],
  departments: ['department', 'departments'],
  ratings: ['rating', 'ratings'],
  appeals: ['appeal', 'appeals'],
  times: ['time', 'times'],
  sources: ['source', 'sources'],
};

const unitOf: Record<Exclude<IndicatorUnit, 'share'>, readonly [one: string, many: string]> = {
  cases: nouns.cases,
  items: nouns.items,
  flags: nouns.flags,
  workdays: ['working day', 'working days'],
  perThousand: nouns.flags,
};

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

const measured = (digits: string, [one, many]: readonly [string, string]): string =>
  `${digits === '0' ? 'no' : digits} ${digits === '1' ? one : many}`;

function change(of: Compared, noun: PeriodNoun): string | null {
  const found = changeOf(of);
  const than = of.with === 'previous' ? `the previous ${noun}` : sameOfLastYear(noun);
  const { unit } = of.indicator;
  switch (found.kind) {
    case 'nothing':
      return null;
    case 'noData':
      return `no data for ${than}`;
    case 'tooFew':
      return `fewer than ${found.least} ${found.when === 'now' ? 'now' : 'then'}, not compared with ${than}`;
    case 'same':
      return `unchanged from ${than}`;
    case 'almostSame':
      return `almost unchanged from ${than}`;
    case 'moved': {
      const direction = found.up ? 'up' : 'down';
      if (found.as === 'points') return `${direction} ${found.amount} percentage points on ${than}`;
      if (found.as === 'percent') return `${direction} ${found.amount}% on ${than}`;
      const units = unit === 'share' ? '' : measured(found.amount, unitOf[unit]);
      return `${direction} by ${units} on ${than}`;
    }
  }
}

const sameOfLastYear = (noun: PeriodNoun): string =>
  noun === 'year' ? 'last year' : `the same ${noun} last year`;

function period(of: ReportPeriod): string {
  const parts = periodParts(of);
  switch (parts.kind) {
    case 'day':
      return day(of.from);
    case 'week':
      return `week ${parts.n} of ${parts.year}`;
    case 'month':
      return `${months[parts.n - 1] ?? ''} ${parts.year}`;
    case 'quarter':
      return `quarter ${parts.n} of ${parts.year}`;
    case 'year':
      return String(parts.year);
  }
}

const dayAndMonth = (text: string): string => {
  const { month, date } = dayParts(text);
  return `${date} ${months[month - 1] ?? ''}`;
};
const day = (text: string): string => `${dayAndMonth(text)} ${dayParts(text).year}`;

function span({ from, to }: Pick<ReportPeriod, 'from' | 'to'>): string {
  const [first, last] = [dayParts(from), dayParts(to)];
  if (from === to) return dayAndMonth(from);
  if (first.year !== last.year) return `${day(from)} to ${day(to)}`;
  return `${first.month === last.month ? first.date : dayAndMonth(from)} to ${dayAndMonth(to)}`;
}

export const enTongue: Tongue = {
  language: 'en',
  number: groupedText,
  count: (n, of) => measured(groupedText(n), nouns[of]),
  share: (share, decimals = 2) => `${shareText(share, decimals)}%`,
  value: (value, { unit, decimals }) => {
    if (value === null) return 'no data';
    if (unit === 'share') return `${shareText(value, decimals)}%`;
    return measured(isCount(unit) ? groupedText(value) : roundedText(value, decimals), unitOf[unit]);
  },
  change,
  period,
  shortPeriod: (of) => period(of).replace(/^([A-Z][a-z]+) \d+$/, '$1'),
  day,
  span,
  list: (names) =>
    names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`,
};
