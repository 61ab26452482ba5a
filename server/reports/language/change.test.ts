import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Figure, IndicatorUnit } from '#contract/reports/indicator';
import { enTongue } from './enTongue.ts';
import { guardRun } from './guardRun.ts';
import { guardText } from './guardText.ts';
import { isCount, type Compared } from './tongue.ts';
import { zhTongue } from './zhTongue.ts';

const of = (unit: IndicatorUnit, now: Figure, then: Figure | null): Omit<Compared, 'with'> => ({
  indicator: { unit, least: 30, decimals: unit === 'workdays' ? 2 : 0 },
  now,
  then,
});
const count = (n: number): Figure => ({ value: n, n });
const share = (hits: number, n: number): Figure => ({ value: n === 0 ? null : hits / n, n, hits });

describe('a change is said', () => {
  test.each<[string, Omit<Compared, 'with'>, string, string]>([
    [
      'growth in per cent',
      of('cases', count(1032), count(1000)),
      '环比增长3.2%',
      'up 3.2% on the previous month',
    ],
    [
      'a fall in per cent',
      of('cases', count(900), count(1000)),
      '环比下降10.0%',
      'down 10.0% on the previous month',
    ],
    ['nothing', of('cases', count(900), count(900)), '环比持平', 'unchanged from the previous month'],
    [
      'next to nothing',
      of('cases', count(100_001), count(100_000)),
      '环比基本持平',
      'almost unchanged from the previous month',
    ],
    [
      'from few: how many',
      of('cases', count(5), count(4)),
      '环比增加1件',
      'up by 1 case on the previous month',
    ],
    [
      'from none: how many',
      of('flags', count(12), count(0)),
      '环比增加12条',
      'up by 12 flags on the previous month',
    ],
    ['none to none', of('flags', count(0), count(0)), '环比持平', 'unchanged from the previous month'],
    [
      'shares in points',
      of('share', share(991, 1000), share(990, 1000)),
      '环比提高0.10个百分点',
      'up 0.10 percentage points on the previous month',
    ],
    [
      'days by their difference',
      of('workdays', { value: 1.6, n: 50 }, { value: 1.72, n: 50 }),
      '环比减少0.12个工作日',
      'down by 0.12 working days on the previous month',
    ],
    ['no data', of('share', share(991, 1000), null), '上期无数据', 'no data for the previous month'],
    [
      'nothing observed then',
      of('share', share(991, 1000), share(0, 0)),
      '上期无数据',
      'no data for the previous month',
    ],
    [
      'too few then',
      of('share', share(991, 1000), share(20, 29)),
      '上期不足30件，不作环比',
      'fewer than 30 then, not compared with the previous month',
    ],
    [
      'too few now',
      of('share', share(20, 29), share(991, 1000)),
      '本期不足30件，不作环比',
      'fewer than 30 now, not compared with the previous month',
    ],
  ])('%s', (_, compared, zh, en) => {
    expect(zhTongue.change({ with: 'previous', ...compared }, 'month')).toBe(zh);
    expect(enTongue.change({ with: 'previous', ...compared }, 'month')).toBe(en);
  });

  it('with last year by its own words', () => {
    const grown = of('share', share(991, 1000), share(990, 1000));
    expect(zhTongue.change({ with: 'lastYear', ...grown }, 'month')).toBe('同比提高0.10个百分点');
    expect(enTongue.change({ with: 'lastYear', ...grown }, 'week')).toBe(
      'up 0.10 percentage points on the same week last year',
    );
    expect(enTongue.change({ with: 'lastYear', ...grown, then: null }, 'year')).toBe('no data for last year');
    expect(zhTongue.change({ with: 'lastYear', ...grown, then: null }, 'month')).toBe('无上年同期数据');
  });

  it('not at all where nothing was observed', () => {
    expect(
      zhTongue.change({ with: 'previous', ...of('share', share(0, 0), share(1, 40)) }, 'month'),
    ).toBeNull();
  });
});

const anyFigure = (unit: IndicatorUnit): fc.Arbitrary<Figure> =>
  isCount(unit)
    ? fc.oneof(fc.nat(40), fc.nat(5_000_000)).map(count)
    : unit === 'share'
      ? fc.oneof(fc.nat(60), fc.nat(3_000_000)).chain((n) => fc.nat(n).map((hits) => share(hits, n)))
      : fc.record({ value: fc.double({ min: -40, max: 60, noNaN: true }), n: fc.nat(100) });

const anyCompared = fc
  .constantFrom<IndicatorUnit>('cases', 'items', 'flags', 'share', 'workdays', 'perThousand')
  .chain((unit) =>
    fc.record({
      with: fc.constantFrom('previous' as const, 'lastYear' as const),
      indicator: fc.record({ unit: fc.constant(unit), least: fc.constant(30), decimals: fc.constant(2) }),
      now: anyFigure(unit),
      then: fc.option(anyFigure(unit)),
    }),
  );

describe('whatever the figures', () => {
  test.each([zhTongue, enTongue])(
    'a change in $language is true, by a guard that knows the figures alone',
    (tongue) => {
      fc.assert(
        fc.property(anyCompared, (compared) => {
          const text = tongue.change(compared, 'month');
          if (text === null) return compared.now.value === null;
          const { with: other, indicator, now, then } = compared;
          const carried = { with: other, unit: indicator.unit, now: now.value, then: then?.value ?? null };
          expect([
            ...guardRun({ text, compares: carried }),
            ...guardText(text, tongue.language, true),
          ]).toEqual([]);
          return true;
        }),
        { numRuns: 400, seed: 7 },
      );
    },
  );

  test.each([zhTongue, enTongue])(
    'a count in $language is never said as 1 of many, or in broken digits',
    (tongue) => {
      fc.assert(
        fc.property(fc.oneof(fc.nat(20), fc.nat(20_000), fc.nat(2_000_000_000)), (n) => {
          const text = tongue.count(n, 'cases');
          expect(guardText(text, tongue.language, true)).toEqual([]);
          expect(text).not.toMatch(/e\+|10000万/);
        }),
        { numRuns: 300, seed: 7 },
      );
    },
  );
});
