import { expect, test } from 'vitest';
import type { ItemVersion } from '#contract/item';
import type { Dimension } from '#contract/reports/snapshot';
import { dayLength } from '../calendar/localDay.ts';
import { figuresOf, isNothing } from './figuresOf.ts';
import { addCounts, nothing, type Counts, type Sums } from './sums.ts';

const sumsOf = (counts: Counts, more: Partial<Omit<Sums, 'counts'>> = {}): Sums => {
  const sums = { ...nothing(), ...more };
  addCounts(sums, counts);
  return sums;
};
const noItem = (): undefined => undefined;
const figures = (counts: Counts, by: Dimension = 'region') => figuresOf(sumsOf(counts), by, noItem);
const days = (...list: number[]): Float64Array => Float64Array.from(list, (day) => day * dayLength);

test('where nothing was observed shares and means are unknown, and counts are zero', () => {
  expect(figures({})).toMatchObject({
    submitted: { value: 0, n: 0 },
    onTimeRate: { value: null, n: 0, hits: 0 },
    handlingMean: { value: null, n: 0 },
    handlingP95: { value: null, n: 0 },
    daysEarlierThanLaw: { value: null, n: 0 },
    fasterThanLaw: { value: null, n: 0 },
    fasterThanPromise: { value: null, n: 0 },
    promisedSpeedUp: { value: null, n: 0 },
    confirmedPerThousand: { value: null, n: 0 },
    daysToClose: { value: null, n: 0 },
    goodRate: { value: null, n: 0 },
  });
});

test('an on-time rate is of the cases that fell due, and says what was left out by its own cohort', () => {
  const promised = { due: 8, dueOnTime: 6, dueWithdrawn: 1, dueVoided: 2, dueTransferred: 3, dueExempt: 4 };
  const { onTimeRate, statutoryOnTimeRate } = figures({ ...promised, lawDue: 4, lawOnTime: 4, lawExempt: 5 });
  expect(onTimeRate).toEqual({
    ...{ value: 0.75, n: 8, hits: 6 },
    excluded: { withdrawn: 1, voided: 2, transferred: 3, exempt: 4 },
  });
  expect(statutoryOnTimeRate).toEqual({
    ...{ value: 1, n: 4, hits: 4 },
    excluded: { withdrawn: 0, voided: 0, transferred: 0, exempt: 5 },
  });
});

test('handling times are working days, the same in whatever order the cases were read', () => {
  const of = (...handled: Float64Array[]) => figuresOf(sumsOf({}, { handled }), 'region', noItem);
  const found = of(days(1, 10), days(3, 2, 4));
  expect(found).toMatchObject({ handlingMean: { value: 4, n: 5 }, handlingMedian: { value: 3, n: 5 } });
  expect(found.handlingP80?.value).toBeCloseTo(5.2, 9);
  expect(found.handlingP95?.value).toBeCloseTo(8.8, 9);
  expect(of(days(4), days(10, 3, 2, 1))).toEqual(found);
});

test('days earlier than the law are negative where it was overrun, and a share of the limits', () => {
  const measured = { measured: 4, measuredLimit: 40 * dayLength };
  expect(figures({ ...measured, measuredUsed: 30 * dayLength })).toMatchObject({
    daysEarlierThanLaw: { value: 2.5, n: 4 },
    fasterThanLaw: { value: 0.25, n: 4 },
  });
  expect(figures({ ...measured, measuredUsed: 44 * dayLength })).toMatchObject({
    daysEarlierThanLaw: { value: -1, n: 4 },
    fasterThanLaw: { value: -0.1, n: 4 },
  });
});

test('what of the promise was not used is a share of it, and negative where it was overrun', () => {
  const pledged = { pledged: 4, pledgedLimit: 20 * dayLength };
  expect(figures({ ...pledged, pledgedUsed: 5 * dayLength })).toMatchObject({
    fasterThanPromise: { value: 0.75, n: 4 },
  });
  expect(figures({ ...pledged, pledgedUsed: 21 * dayLength })).toMatchObject({
    fasterThanPromise: { value: -0.05, n: 4 },
  });
});

test('of the items that had cases each counts once, by the limits and visits that are recorded of it', () => {
  const item = (code: string, more: Partial<ItemVersion>): ItemVersion => {
    const plain = {
      revision: 1,
      validFrom: '2026-01-01',
      name: code,
      type: '01',
      handling: 'promised',
    } as const;
    return { ...plain, code, ...more };
  };
  const workdays = (value: number) => ({ value, unit: 'workday' as const });
  const items = [
    item('both', { statutoryLimit: workdays(20), promisedLimit: workdays(5), visits: 0 }),
    item('slow', { statutoryLimit: workdays(10), promisedLimit: workdays(10), visits: 1 }),
    item('calendar', {
      statutoryLimit: { value: 30, unit: 'calendar_day' },
      promisedLimit: workdays(1),
      visits: 2,
    }),
    item('promise alone', { promisedLimit: workdays(1) }),
    item('had no cases', { statutoryLimit: workdays(20), promisedLimit: workdays(1), visits: 0 }),
  ];
  const had = new Set(['both', 'slow', 'calendar', 'promise alone', 'unknown']);
  const found = figuresOf(sumsOf({}, { items: had }), 'all', (code) =>
    items.find((one) => one.code === code),
  );
  expect(found).toMatchObject({
    promisedSpeedUp: { value: 0.5, n: 2 },
    noVisitItems: { value: 1, n: 3 },
    oneVisitItems: { value: 2, n: 3 },
  });
});

test('online rates are of the cases whose channel is known, and say of how many it is not', () => {
  expect(figures({ submitted: 10, withChannel: 8, online: 6, fullOnline: 2 })).toMatchObject({
    onlineRate: { value: 0.75, n: 8, hits: 6, excluded: { noChannel: 2 } },
    fullOnlineRate: { value: 0.25, n: 8, hits: 2, excluded: { noChannel: 2 } },
  });
});

test('flags are those of every standing, faults of the data apart, and per thousand of the concluded', () => {
  const standings = { confirmed: 3, refuted: 5, undecided: 7, contested: 11, otherData: 13, dataFaults: 2 };
  expect(figures({ concluded: 2000, ...standings })).toMatchObject({
    flagged: { value: 39, n: 39 },
    confirmedPerThousand: { value: 1.5, n: 2000 },
    dataFaultsPerThousand: { value: 1, n: 2000 },
  });
  expect(figures({ confirmed: 3 })).toMatchObject({ confirmedPerThousand: { value: null, n: 0 } });
});

test('ratings that systems fill in count in the one good rate and not in the other', () => {
  const levels = { voluntary1: 1, voluntary2: 2, voluntary3: 3, voluntary4: 4, voluntary5: 10 };
  const found = figures({
    rated: 100,
    ratedGood: 94,
    ratedDefault: 80,
    ...levels,
    badDue: 3,
    badRectified: 1,
  });
  expect(found).toMatchObject({
    goodRate: { value: 0.94, n: 100, hits: 94 },
    goodRateVoluntary: { value: 0.7, n: 20, hits: 14, excluded: { default: 80 } },
    badRated: { value: 3, n: 3 },
    badRectifiedRate: { value: 1 / 3, n: 3, hits: 1 },
  });
});

test('where some ratings were counted without their level no level is told', () => {
  const found = figures({ rated: 100, ratedGood: 94, ratedDefault: 80, voluntary5: 19 });
  expect(found).toMatchObject({ rated: { value: 100 }, goodRate: { n: 100 } });
  expect(found).not.toHaveProperty('goodRateVoluntary');
  expect(found).not.toHaveProperty('badRated');
});

test('a dimension has the figures that are known by it alone', () => {
  const has = (by: Dimension) => Object.keys(figures({ submitted: 1 }, by));
  const told = { finding: 'confirmed', followup: 'repliedInTimeRate' };
  for (const by of ['all', 'region', 'department', 'level'] as const)
    expect(has(by)).toEqual(expect.arrayContaining(Object.values(told)));
  for (const by of ['item', 'itemType'] as const) {
    expect(has(by)).toContain(told.finding);
    expect(has(by)).not.toContain(told.followup);
  }
  expect(has('channel')).not.toContain(told.finding);
  expect(has('channel')).not.toContain(told.followup);
});

test('a unit of which a single flag is contested is not nothing', () => {
  expect(isNothing(nothing())).toBe(true);
  expect(isNothing(sumsOf({ contested: 1 }))).toBe(false);
});
