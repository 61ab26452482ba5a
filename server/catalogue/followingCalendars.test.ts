import { describe, expect, it } from 'vitest';
import type { CalendarVersion } from '../domain/calendar/workCalendar.ts';
import { followingCalendars } from './followingCalendars.ts';
import { versionsByCode } from './versioned.ts';

const calendar = (code: string, days: string[], change: Partial<CalendarVersion> = {}): CalendarVersion => ({
  code,
  revision: 1,
  timezone: 'Asia/Shanghai',
  duePolicy: 'end_of_day',
  hours: [['09:00', '17:00']],
  publishedThrough: '2026-12-31',
  basedOn: null,
  ...change,
  days: days.map((text) => {
    const [day = '', off = 'off'] = text.split(' ');
    return { day, off: off === 'off', name: '' };
  }),
});
const base = calendar('CN', ['2026-01-01', '2026-10-01', '2026-10-10 on']);
const copy = (days: string[], change: Partial<CalendarVersion> = {}) =>
  calendar('YB', days, { basedOn: 'CN', ...change });
const follow = (own: CalendarVersion, is: CalendarVersion) =>
  followingCalendars([is], versionsByCode([base, own]));
const daysOf = (found: ReturnType<typeof follow>): string[] | undefined =>
  found[0]?.days.map(({ day, off }) => (off ? day : `${day} on`));

describe('a calendar that follows another', () => {
  it.each([
    ['a day that is added', ['2026-01-01', '2026-10-01', '2026-10-02', '2026-10-10 on']],
    ['a day that is taken off the list', ['2026-01-01', '2026-10-10 on']],
    ['a day that is worked after all', ['2026-01-01', '2026-10-01', '2026-10-10']],
  ])('takes over %s, beside its own closing day', (_, days) => {
    const own = copy(['2026-01-01', '2026-06-18', '2026-10-01', '2026-10-10 on']);
    expect(daysOf(follow(own, calendar('CN', days)))).toEqual([...days, '2026-06-18'].sort());
  });

  it('keeps what it says otherwise than its base said', () => {
    const own = copy(['2026-01-01', '2026-10-01 on']);
    const is = calendar('CN', ['2026-01-01', '2026-10-02', '2026-10-10']);
    expect(daysOf(follow(own, is))).toEqual(['2026-01-01', '2026-10-01 on', '2026-10-02']);
  });

  it('is published as far as its base', () => {
    const own = copy(['2026-01-01', '2026-10-01', '2026-10-10 on']);
    const is = { ...base, publishedThrough: '2027-12-31' };
    expect(follow(own, is)).toMatchObject([{ code: 'YB', publishedThrough: '2027-12-31', basedOn: 'CN' }]);
    expect(follow({ ...own, publishedThrough: '2028-12-31' }, is)).toEqual([]);
  });

  it('takes over office hours that were its base’s, and keeps its own', () => {
    const own = copy(['2026-01-01', '2026-10-01', '2026-10-10 on']);
    const is: CalendarVersion = { ...base, hours: [['08:00', '16:00']] };
    expect(follow(own, is)).toMatchObject([{ hours: [['08:00', '16:00']] }]);
    expect(follow({ ...own, hours: [['10:00', '12:00']] }, is)).toEqual([]);
  });

  it('is followed itself, and a circle ends', () => {
    const own = copy(['2026-01-01'], { basedOn: 'CN' });
    const town = calendar('TOWN', ['2026-01-01'], { basedOn: 'YB' });
    const is = calendar('CN', ['2026-01-01', '2026-10-01', '2026-10-10 on', '2026-12-25']);
    const circle = versionsByCode([{ ...base, basedOn: 'TOWN' }, own, town]);
    expect(followingCalendars([is], circle).map(({ code, days }) => [code, days.length])).toEqual([
      ['YB', 2],
      ['TOWN', 2],
    ]);
  });

  it('changes with nothing else: neither with itself given, nor with an unchanged base', () => {
    const own = copy(['2026-01-01', '2026-10-01', '2026-10-10 on']);
    expect(follow(own, base)).toEqual([]);
    expect(followingCalendars([calendar('CN', []), own], versionsByCode([base, own]))).toEqual([]);
    expect(followingCalendars([calendar('NEW', [])], versionsByCode([base, own]))).toEqual([]);
  });
});
