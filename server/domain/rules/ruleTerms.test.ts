import { describe, expect, it, test } from 'vitest';
import type { RuleScope, RuleVersion } from '#contract/rule';
import { at } from '../../testing/scenario.ts';
import { timezone } from '../calendar/timezone.ts';
import { anywhere, isInScope, ruleTerms, versionInForce, type RulePlace } from './ruleTerms.ts';

const stored = (version: number, validFrom: string, change: Partial<RuleVersion> = {}): RuleVersion => ({
  rule: 'TIM-01',
  version,
  validFrom,
  enabled: true,
  params: { usedPercent: version * 10 },
  ...change,
});
const builtIn = stored(0, '2000-01-01', { params: { usedPercent: 90, workdaysLeft: 1 } });
const permit: RulePlace = {
  regions: ['500112-01', '500112', '500000'],
  departments: ['500112-ZJ-1', '500112-ZJ'],
  item: 'permit',
  itemType: '01',
  handling: 'promised',
};

describe('the version in force', () => {
  const versions = [stored(1, '2026-03-01'), stored(2, '2026-06-01'), stored(3, '2026-03-01')];
  const on = (day: string): number => versionInForce(versions, builtIn, anywhere, day).version;

  it('is the built-in one before the first stored one', () => {
    expect(versionInForce(versions, builtIn, anywhere, '2026-02-28')).toBe(builtIn);
  });
  it('is the one that began last, and of two that begin on one day the later', () => {
    expect([on('2026-03-01'), on('2026-05-31'), on('2026-06-01'), on('2027-01-01')]).toEqual([3, 3, 2, 2]);
  });
  it('keeps the defaults of parameters it does not name', () => {
    expect(versionInForce(versions, builtIn, anywhere, '2026-06-01').params).toEqual({
      usedPercent: 20,
      workdaysLeft: 1,
    });
  });
  it('holds to the end of its last day, and then gives way to what was there before', () => {
    const limited = [stored(1, '2026-03-01'), stored(2, '2026-04-01', { validTo: '2026-04-30' })];
    const version = (day: string): number => versionInForce(limited, builtIn, anywhere, day).version;
    expect(['2026-03-31', '2026-04-01', '2026-04-30', '2026-05-01'].map(version)).toEqual([1, 2, 2, 1]);
  });
});

it('a re-judgement takes the place of what was recorded before it, also of what begins later', () => {
  const versions = [
    stored(1, '2026-03-15'),
    stored(2, '2026-03-01', { validTo: '2026-03-31', rejudged: true }),
    stored(3, '2026-03-20'),
  ];
  const version = (day: string): number => versionInForce(versions, builtIn, anywhere, day).version;
  const days = ['2026-02-28', '2026-03-01', '2026-03-15', '2026-03-20', '2026-04-01'];
  expect(days.map(version)).toEqual([0, 2, 2, 3, 3]);
});

test.each<[RuleScope, boolean]>([
  [{}, true],
  [{ region: '500112' }, true],
  [{ region: '500103' }, false],
  [{ department: '500112-ZJ' }, true],
  [{ department: '500112-RS' }, false],
  [{ item: 'permit' }, true],
  [{ item: 'grant' }, false],
  [{ itemType: '01' }, true],
  [{ itemType: '20' }, false],
  [{ handling: 'promised' }, true],
  [{ handling: 'auto' }, false],
  [{ region: '500112', item: 'grant' }, false],
  [{ region: '500112', department: '500112-ZJ', item: 'permit', itemType: '01', handling: 'promised' }, true],
])('the scope %j holds for a permit of the town: %s', (scope, expected) => {
  expect(isInScope(scope, permit)).toBe(expected);
});

// narrowest first: each must win over all after it, whatever their dates and numbers
const narrowing: RuleScope[] = [
  { item: 'permit', department: '500112-ZJ-1' },
  { item: 'permit', department: '500112-ZJ', region: '500112-01' },
  { item: 'permit', region: '500112-01' },
  { item: 'permit', region: '500000' },
  { item: 'permit' },
  { department: '500112-ZJ-1' },
  { department: '500112-ZJ', region: '500112-01', itemType: '01', handling: 'promised' },
  { department: '500112-ZJ' },
  { region: '500112-01' },
  { region: '500112', itemType: '01' },
  { region: '500112' },
  { region: '500000' },
  { itemType: '01', handling: 'promised' },
  { handling: 'promised' },
  {},
];
test.each(narrowing.map((scope, nth) => [scope, nth] as const))(
  '%j wins over every wider scope',
  (scope, nth) => {
    const wider = narrowing.slice(nth + 1).map((one, n) => stored(n + 2, '2026-06-01', { scope: one }));
    const versions = [...wider, stored(1, '2026-03-01', { scope })];
    expect(versionInForce(versions, builtIn, permit, '2026-07-01').version).toBe(1);
    expect(versionInForce(versions.toReversed(), builtIn, permit, '2026-07-01').version).toBe(1);
  },
);

describe('terms', () => {
  const { startOf } = timezone('Asia/Shanghai');
  const termsOf = (versions: RuleVersion[], of = permit) =>
    ruleTerms(versions, builtIn, of, startOf).map(({ version, from, to }) => [version.version, from, to]);

  it('without a version for the case are one, the built-in for all time', () => {
    expect(termsOf([stored(1, '2026-03-01', { scope: { item: 'grant' } })])).toEqual([
      [0, -Infinity, Infinity],
    ]);
  });
  it('change at the first instant of a day of the zone and cover all of time', () => {
    expect(termsOf([stored(1, '2026-03-01'), stored(2, '2026-04-01', { validTo: '2026-04-30' })])).toEqual([
      [0, -Infinity, at('2026-03-01')],
      [1, at('2026-03-01'), at('2026-04-01')],
      [2, at('2026-04-01'), at('2026-05-01')],
      [1, at('2026-05-01'), Infinity],
    ]);
  });
  it('do not change where a wider version begins beside a narrower one', () => {
    const narrow = stored(1, '2026-03-01', { scope: { item: 'permit' } });
    expect(termsOf([narrow, stored(2, '2026-04-01')])).toEqual([
      [0, -Infinity, at('2026-03-01')],
      [1, at('2026-03-01'), Infinity],
    ]);
  });
});
