import { describe, expect, it } from 'vitest';
import { enTongue } from './enTongue.ts';
import { zhTongue } from './zhTongue.ts';

const month = { period: '2026-09', from: '2026-09-01', to: '2026-09-30' };

describe('numbers', () => {
  it('stand in 万 and 亿 from ten thousand on, with two decimals at most', () => {
    expect([0, 1, 9_999, 10_000, 946_200, 99_994_999, 99_999_999, 123_456_789].map(zhTongue.number)).toEqual([
      '0',
      '1',
      '9999',
      '1万',
      '94.62万',
      '9999.5万',
      '1亿',
      '1.23亿',
    ]);
    expect(zhTongue.count(3_503, 'cases')).toBe('3503件');
  });

  it('have their noun in English, for none and for one too', () => {
    expect(enTongue.count(946_200, 'cases')).toBe('946,200 cases');
    expect(enTongue.count(1, 'cases')).toBe('1 case');
    expect(enTongue.count(0, 'appeals')).toBe('no appeals');
  });

  it('have the unit of their figure, and say where there is none', () => {
    const days = { unit: 'workdays', decimals: 2 } as const;
    expect([zhTongue.value(1.724, days), enTongue.value(1.724, days)]).toEqual([
      '1.72个工作日',
      '1.72 working days',
    ]);
    expect([zhTongue.value(null, days), enTongue.value(null, days)]).toEqual(['无数据', 'no data']);
    expect(zhTongue.share(0.99999)).toBe('99.99%');
  });
});

describe('days and periods', () => {
  it('are said as people say them', () => {
    expect([zhTongue.period(month), enTongue.period(month)]).toEqual(['2026年9月', 'September 2026']);
    expect([zhTongue.shortPeriod(month), enTongue.shortPeriod(month)]).toEqual(['9月', 'September']);
    expect([zhTongue.span(month), enTongue.span(month)]).toEqual(['9月1日至30日', '1 to 30 September']);
    const week = { period: '2026-W53', from: '2026-12-28', to: '2027-01-03' };
    expect([zhTongue.period(week), enTongue.period(week)]).toEqual(['2026年第53周', 'week 53 of 2026']);
    expect(zhTongue.span(week)).toBe('2026年12月28日至2027年1月3日');
    const quarter = { period: '2026-Q3', from: '2026-07-01', to: '2026-09-30' };
    expect([zhTongue.period(quarter), enTongue.period(quarter)]).toEqual([
      '2026年第三季度',
      'quarter 3 of 2026',
    ]);
    expect([zhTongue.span(quarter), enTongue.span(quarter)]).toEqual([
      '7月1日至9月30日',
      '1 July to 30 September',
    ]);
    const day = { period: '2026-11-21', from: '2026-11-21', to: '2026-11-21' };
    expect([zhTongue.period(day), enTongue.span(day)]).toEqual(['2026年11月21日', '21 November']);
    const year = { period: '2026', from: '2026-01-01', to: '2026-12-31' };
    expect([zhTongue.period(year), enTongue.period(year)]).toEqual(['2026年度', '2026']);
  });

  it('and lists too', () => {
    expect([zhTongue.list(['甲', '乙', '丙']), enTongue.list(['A', 'B', 'C'])]).toEqual([
      '甲、乙、丙',
      'A, B and C',
    ]);
    expect(enTongue.list(['A'])).toBe('A');
  });
});
