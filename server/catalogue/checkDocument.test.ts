import { describe, expect, it } from 'vitest';
import { catalogueSchema } from '#contract/catalogueSchema';
import { calendarWarnings } from './checkCalendars.ts';
import { promiseWarnings } from './checkItems.ts';
import { faultsOf } from './documentFault.ts';
import { checkDocument } from './planImport.ts';
import type { RecordedCatalogue } from './recordedCatalogue.ts';
import { unknownFields } from './unknownFields.ts';
import { versionsByCode } from './versioned.ts';

const nothing = (): RecordedCatalogue => ({
  revision: 0,
  regions: versionsByCode([]),
  departmentKinds: versionsByCode([]),
  departments: versionsByCode([]),
  items: versionsByCode([]),
  calendars: versionsByCode([]),
});
const faults = (document: unknown): string[] => {
  const parsed = catalogueSchema.safeParse(document);
  const found = parsed.success ? checkDocument(parsed.data, nothing()) : faultsOf(parsed.error);
  return found.map(({ path, message }) => `${path}: ${message}`);
};
const item = { code: 'A', name: 'A', type: '01', handling: 'promised' };
const calendar = { code: 'X', days: [], publishedThrough: '2026-12-31' };

describe('a catalogue document', () => {
  it.each([
    [
      { items: [item, { ...item, code: 'B', statutoryLimit: { value: 5, unit: 'days' } }] },
      /^items\[1\]\.statutoryLimit\.unit: /,
    ],
    [
      { items: [{ ...item, statutoryLimit: { value: 0, unit: 'workday' } }] },
      /^items\[0\]\.statutoryLimit\.value: /,
    ],
    [{ items: [{ ...item, type: '11' }] }, /^items\[0\]\.type: .*GB\/T 39046/],
    [{ items: [{ ...item, validFrom: '2026-02-30' }] }, /^items\[0\]\.validFrom: /],
    [
      { items: [item, item] },
      /^items\[1\]\.code: A valid from 2000-01-01 is given twice, first by items\[0\]/,
    ],
    [{ items: [{ ...item, calendar: 'NO' }] }, /^items\[0\]\.calendar: calendar NO is neither/],
    [
      { items: [{ ...item, route: [{ step: '受理', satisfiedBy: ['case.acepted'] }] }] },
      /^items\[0\]\.route\[0\]\.satisfiedBy\[0\]: case\.acepted is no event/,
    ],
    [
      { items: [{ ...item, route: [{ step: '受理' }, { step: '收件', aliases: ['受理'] }] }] },
      /route\[1\]: step 受理 is named twice/,
    ],
    [{ regions: [{ code: 'R', name: 'R', parent: 'Q' }] }, /^regions\[0\]\.parent: region Q is neither/],
    [{ regions: [{ code: 'R', name: 'R', overlaps: ['Q'] }] }, /^regions\[0\]\.overlaps\[0\]: region Q/],
    [
      { departments: [{ code: 'D', name: 'D', region: 'R' }] },
      /^departments\[0\]\.region: region R is neither/,
    ],
    [
      {
        regions: [{ code: 'R', name: 'R' }],
        departments: [{ code: 'D', name: 'D', region: 'R', kind: 'K' }],
      },
      /^departments\[0\]\.kind: department kind K/,
    ],
    [{ calendars: [{ ...calendar, code: 'ALWAYS' }] }, /^calendars\[0\]\.code: ALWAYS is built in/],
    [
      { calendars: [{ ...calendar, timezone: 'Mars/Olympus' }] },
      /^calendars\[0\]\.timezone: "Mars\/Olympus"/,
    ],
    [
      { calendars: [{ ...calendar, publishedThrough: '9999-12-31' }] },
      /^calendars\[0\]\.publishedThrough: 9999/,
    ],
    [
      { calendars: [{ ...calendar, hours: [['12:00', '09:00']] }] },
      /^calendars\[0\]\.hours\[0\]: 12:00 is not before/,
    ],
    [
      {
        calendars: [
          {
            ...calendar,
            hours: [
              ['09:00', '12:00'],
              ['11:00', '18:00'],
            ],
          },
        ],
      },
      /^calendars\[0\]\.hours\[1\]: 11:00 lies before 12:00/,
    ],
    [{ calendars: [{ ...calendar, hours: [] }] }, /^calendars\[0\]\.hours: no office hours/],
    [
      {
        calendars: [
          {
            ...calendar,
            days: [
              { date: '2026-10-01', off: true },
              { date: '2026-10-01', off: false },
            ],
          },
        ],
      },
      /^calendars\[0\]\.days\[1\]\.date: 2026-10-01 is given twice/,
    ],
    [[], /expected object/],
    [{ items: 'all' }, /^items: .*expected array/],
  ])('names the row and the field: %j', (document, expected) => {
    const found = faults(document);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
  });

  it('refuses parents that go in a circle, and shows it for each row of the circle', () => {
    const regions = [
      { code: 'A', name: 'A', parent: 'B' },
      { code: 'B', name: 'B', parent: 'C' },
      { code: 'C', name: 'C', parent: 'A' },
      { code: 'D', name: 'D', parent: 'A' },
      { code: 'E', name: 'E', parent: 'E' },
    ];
    expect(faults({ regions }).map((fault) => fault.split(' goes')[0])).toEqual([
      'regions[0].parent: A → B → C → A',
      'regions[1].parent: B → C → A → B',
      'regions[2].parent: C → A → B → C',
      'regions[4].parent: E → E',
    ]);
  });

  it('takes codes that only this document knows, in any order', () => {
    expect(
      faults({
        departments: [
          { code: 'D', name: 'D', region: 'R', parent: 'E', calendar: 'X' },
          { code: 'E', name: 'E', region: 'R' },
        ],
        regions: [{ code: 'R', name: 'R', calendar: 'WEEKDAYS' }],
        calendars: [calendar],
      }),
    ).toEqual([]);
  });
});

describe('a warning', () => {
  it('says when a promise is longer than the law, in the same unit only', () => {
    const limits = (promised: object, statutory: object) => ({
      ...item,
      promisedLimit: promised,
      statutoryLimit: statutory,
    });
    const document = catalogueSchema.parse({
      items: [
        limits({ value: 5, unit: 'workday' }, { value: 5, unit: 'workday' }),
        { ...limits({ value: 6, unit: 'workday' }, { value: 5, unit: 'workday' }), code: 'B' },
        { ...limits({ value: 6, unit: 'workday' }, { value: 5, unit: 'month' }), code: 'C' },
      ],
    });
    expect(promiseWarnings(document).map((warning) => warning.path)).toEqual([
      'items[1].promisedLimit.value',
    ]);
  });

  it('names a field the catalogue does not have', () => {
    const given = { items: [{ ...item, promissedLimit: { value: 1, unit: 'workday' } }], item: [] };
    expect(unknownFields(given, catalogueSchema.parse(given)).map((warning) => warning.path)).toEqual([
      'items[0].promissedLimit',
      'item',
    ]);
  });

  it('says when days and published years do not fit', () => {
    const warned = (last: string, publishedThrough: string) =>
      calendarWarnings(
        catalogueSchema.parse({
          calendars: [{ ...calendar, days: [{ date: last, off: true }], publishedThrough }],
        }),
      ).length;
    expect([
      warned('2026-10-07', '2026-12-31'),
      warned('2027-01-01', '2026-12-31'),
      warned('2026-10-07', '2027-12-31'),
    ]).toEqual([0, 1, 1]);
  });
});
