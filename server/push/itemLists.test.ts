import { describe, expect, it } from 'vitest';
import type { ItemVersion } from '#contract/item';
import { itemLists } from './itemLists.ts';
import type { ItemFigures } from './itemStore.ts';

const day = '2026-11-23';
const at = Date.parse('2026-11-23T02:00:00Z');
const version = (code: string, extra: Partial<ItemVersion> = {}): ItemVersion => ({
  ...{
    code,
    revision: 1,
    validFrom: '2026-01-01',
    name: `${code} in full`,
    type: '01',
    handling: 'promised',
  },
  ...extra,
});

function catalogue(...versions: ItemVersion[]) {
  const newestItem = (code: string) => versions.find((each) => each.code === code);
  return {
    revision: 1,
    newestItem,
    item: (code: string, on: string) => {
      const found = newestItem(code);
      return found && found.validFrom <= on ? found : undefined;
    },
  };
}
const figures = (item: string, extra: Partial<ItemFigures> = {}): ItemFigures => ({
  ...{ item, submitted: 0, open: 0, flagged: 0 },
  ...extra,
});
const measured = (...medians: [item: string, concluded: number, days: number][]) => ({
  at,
  medians: new Map(medians.map(([item, concluded, days]) => [item, { item, concluded, days }])),
});
const items = (lines: { item: string }[]) => lines.map(({ item }) => item);

describe('the lists of items', () => {
  it('are the ten worst, equals by how much is open, then by code', () => {
    const rows = [
      ...Array.from({ length: 12 }, (_, index) => figures(`i${10 + index}`, { submitted: 5 })),
      figures('busy', { submitted: 6 }),
      figures('open', { submitted: 5, open: 1, flagged: 2 }),
      figures('idle', { open: 9 }),
    ];
    const lists = itemLists(rows, undefined, catalogue(), day);
    expect(items(lists.busiest)).toEqual([
      'busy',
      'open',
      ...['10', '11', '12', '13', '14', '15', '16', '17'].map((n) => `i${n}`),
    ]);
    expect(items(lists.mostFlagged)).toEqual(['open']);
    expect(lists).toMatchObject({ slowest: [], measuredAt: null });
  });

  it('rank by a median of at least thirty cases, also where nothing came in today', () => {
    const medians = measured(['few', 29, 90], ['slow', 30, 12.5], ['slower', 40, 13], ['instant', 500, 0]);
    const lists = itemLists([figures('slow', { open: 3 })], medians, catalogue(), day);
    expect(lists.slowest).toMatchObject([
      { item: 'slower', medianDays: 13, concluded: 40, open: 0 },
      { item: 'slow', medianDays: 12.5, concluded: 30, open: 3 },
    ]);
    expect(lists.measuredAt).toBe('2026-11-23T02:00:00.000Z');
  });

  it('name items as briefly as the catalogue does, with the promise where it is in working days', () => {
    const known = catalogue(
      version('brief', { shortName: 'in short', promisedLimit: { value: 4, unit: 'workday' } }),
      version('natural', { promisedLimit: { value: 4, unit: 'calendar_day' } }),
      version('coming', { validFrom: '2027-01-01', shortName: 'not yet in force' }),
    );
    const rows = ['brief', 'coming', 'natural', 'unknown'].map((item) => figures(item, { submitted: 1 }));
    expect(
      itemLists(rows, undefined, known, day).busiest.map(({ name, promisedDays }) => [name, promisedDays]),
    ).toEqual([
      ['in short', 4],
      ['not yet in force', null],
      ['natural in full', null],
      ['unknown', null],
    ]);
  });
});
