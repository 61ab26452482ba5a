import { describe, expect, it } from 'vitest';
import { cnCalendar } from '../../testing/scenario.ts';
import { changedDays, ever } from './changedDays.ts';
import type { CalendarVersion } from './workCalendar.ts';

const { version } = cnCalendar();
const plain: CalendarVersion = { ...version, days: [] };
const listing = (...days: [day: string, off: boolean][]): CalendarVersion => ({
  ...plain,
  days: days.map(([day, off]) => ({ day, off, name: '' })),
});

describe('days on which two calendars differ', () => {
  it.each([
    ['a working day closed', listing(), listing(['2026-03-06', true]), ['2026-03-06', '2026-03-06']],
    ['a weekend listed as off', listing(), listing(['2026-03-07', true]), null],
    ['a working day listed as such', listing(), listing(['2026-03-06', false]), null],
    ['a weekend worked', listing(), listing(['2026-03-07', false]), ['2026-03-07', '2026-03-07']],
    [
      'a holiday moved',
      listing(['2026-05-01', true]),
      listing(['2026-05-04', true]),
      ['2026-05-01', '2026-05-04'],
    ],
    ['another name', listing(['2026-05-01', true]), { ...listing(['2026-05-01', true]), code: 'X' }, null],
    ['a further published year', plain, { ...plain, publishedThrough: '2099-12-31' }, null],
  ] as const)('%s', (_, before, after, span) => {
    expect(changedDays(before, after)).toEqual(span && { first: span[0], last: span[1] });
    expect(changedDays(after, before)).toEqual(span && { first: span[0], last: span[1] });
  });

  it.each([
    ['time zone', { timezone: 'America/New_York' }],
    ['due policy', { duePolicy: 'same_clock_time' as const }],
    ['office hours', { hours: [['09:00', '17:00'] as const] }],
  ])('another %s differs everywhere', (_, change) => {
    expect(changedDays(plain, { ...plain, ...change })).toEqual(ever);
  });
});
