import { describe, expect, it } from 'vitest';
import { defaultSourceSettings } from '#contract/source';
import { Problem } from '#contract/problem';
import type { ItemVersion } from '#contract/item';
import type { CalendarVersion } from '../domain/calendar/workCalendar.ts';
import { calendarChoice } from './calendarChoice.ts';
import type { DepartmentVersion, RegionVersion, SourceRecord } from './catalogue.ts';
import { versionsByCode } from './versioned.ts';

const calendar = (code: string, revision: number): CalendarVersion => ({
  code,
  revision,
  timezone: 'Asia/Shanghai',
  duePolicy: 'end_of_day',
  hours: [['09:00', '17:00']],
  days: [],
  publishedThrough: '2026-12-31',
});
const region = (code: string, of: string | null): RegionVersion => ({
  code,
  revision: 1,
  name: code,
  shortName: code,
  parent: null,
  kind: 'division',
  overlaps: [],
  tile: null,
  group: '',
  order: 0,
  calendar: of,
  provisional: false,
});
const department = (code: string, of: string | null): DepartmentVersion => ({
  code,
  revision: 1,
  name: code,
  shortName: code,
  region: 'R',
  kind: null,
  parent: null,
  phone: null,
  calendar: of,
  provisional: false,
});
const item = (code: string, of?: string): ItemVersion => ({
  code,
  revision: 1,
  validFrom: '2000-01-01',
  name: code,
  type: '01',
  handling: 'promised',
  calendar: of,
});
const source = (sourceId: number, settings: Partial<SourceRecord['settings']>): [number, SourceRecord] => [
  sourceId,
  {
    sourceId,
    name: `s${sourceId}`,
    uri: `/s${sourceId}`,
    namespace: '',
    settings: { ...defaultSourceSettings, ...settings },
    createdAt: 0,
    revokedAt: null,
    disabledAt: null,
    version: 1,
  },
];

const choose = calendarChoice({
  calendars: versionsByCode([
    calendar('CN', 1),
    calendar('CN', 3),
    ...['D', 'I', 'R', 'S'].map((c) => calendar(c, 1)),
  ]),
  items: versionsByCode([item('named', 'I'), item('plain'), item('lost', 'NOWHERE')]),
  departments: versionsByCode([department('named', 'D'), department('plain', null)]),
  regions: versionsByCode([region('named', 'R'), region('plain', null), region('weekdays', 'WEEKDAYS')]),
  sources: new Map([
    source(1, {}),
    source(2, { calendar: 'S' }),
    source(3, { timezone: 'America/New_York' }),
  ]),
  timezone: 'Asia/Shanghai',
});

describe('the calendar of a case', () => {
  it.each([
    ['item before all others', { item: 'named', department: 'named', region: 'named', sourceId: 2 }, 'I'],
    ['department next', { item: 'plain', department: 'named', region: 'named', sourceId: 2 }, 'D'],
    ['region next', { item: 'plain', department: 'plain', region: 'named', sourceId: 2 }, 'R'],
    ['source next', { item: 'plain', department: 'plain', region: 'plain', sourceId: 2 }, 'S'],
    ['CN where nobody names one', { item: 'plain', department: 'plain', region: 'plain', sourceId: 1 }, 'CN'],
    ['CN for codes that are not known', { item: '?', department: '?', region: '?', sourceId: 1 }, 'CN'],
  ])('is that of the %s', (_, of, code) => {
    expect(choose(of, 3).version.code).toBe(code);
  });

  it('is the version recorded at the revision asked for', () => {
    expect(choose({ sourceId: 1 }, 2).version.revision).toBe(1);
    expect(choose({ sourceId: 1 }, 3).version.revision).toBe(3);
  });

  it('runs a built-in calendar in the time zone of the source, else of the office', () => {
    expect(choose({ region: 'weekdays', sourceId: 3 }, 3).version.timezone).toBe('America/New_York');
    expect(choose({ region: 'weekdays', sourceId: 1 }, 3).version.timezone).toBe('Asia/Shanghai');
  });

  it('never takes another one when the named one is not recorded', () => {
    const thrown = (() => {
      try {
        return choose({ item: 'lost', sourceId: 1 }, 3);
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toBeInstanceOf(Problem);
    expect(thrown).toMatchObject({
      code: 'no_calendar',
      message: expect.stringMatching(/NOWHERE, asked for item lost/),
    });
  });

  it('fails loudly when not even CN is recorded', () => {
    expect(() => choose({ sourceId: 1 }, 0)).toThrow(/calendar CN/);
  });

  it('is built once a version', () => {
    expect(choose({ sourceId: 1 }, 3)).toBe(choose({ sourceId: 1 }, 3));
  });
});
