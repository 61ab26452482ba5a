import { describe, expect, it } from 'vitest';
import { workCalendar } from '../domain/calendar/workCalendar.ts';
import { at } from '../testing/scenario.ts';
import { nextMorning, nextRinging } from './quietHours.ts';

const office = workCalendar({
  code: 'CN',
  revision: 1,
  timezone: 'Asia/Shanghai',
  duePolicy: 'end_of_day',
  hours: [
    ['09:00', '12:00'],
    ['14:00', '18:00'],
  ],
  days: [
    { day: '2026-10-01', off: true, name: '国庆节' },
    { day: '2026-10-02', off: true, name: '国庆节' },
    { day: '2026-10-10', off: false, name: '国庆节' },
  ],
  publishedThrough: '2026-12-31',
});
const always = workCalendar({
  ...office.version,
  code: 'ALWAYS',
  hours: [['00:00', '24:00']],
  days: [],
  everyDay: true,
});

describe('people are disturbed', () => {
  it.each([
    ['at once in office hours', '2026-09-28 10:12', '2026-09-28 10:12'],
    ['at once from the minute of opening', '2026-09-28 09:00', '2026-09-28 09:00'],
    ['at once over lunch', '2026-09-28 13:00', '2026-09-28 13:00'],
    ['in the morning, of what happened before it', '2026-09-28 03:00', '2026-09-28 09:00'],
    ['the next morning, from the minute of closing', '2026-09-28 18:00', '2026-09-29 09:00'],
    ['on the working Saturday, not on the holidays before it', '2026-10-09 20:00', '2026-10-10 09:00'],
    ['after the holidays', '2026-10-01 10:00', '2026-10-05 09:00'],
  ])('%s', (_name, happened, rung) => {
    expect(nextRinging(office, null, at(happened))).toBe(at(rung));
  });

  it('in the hours of the channel where it names some', () => {
    const hours = { from: 8 * 3_600_000, to: 20 * 3_600_000 };
    expect(nextRinging(office, hours, at('2026-09-28 19:30'))).toBe(at('2026-09-28 19:30'));
    expect(nextRinging(office, hours, at('2026-09-28 20:00'))).toBe(at('2026-09-29 08:00'));
  });

  it('never at night, even by an office that never closes', () => {
    expect(nextRinging(always, null, at('2026-09-27 23:00'))).toBe(at('2026-09-28 07:00'));
    expect(nextRinging(always, null, at('2026-09-27 12:00'))).toBe(at('2026-09-27 12:00'));
  });
});

describe('a morning digest', () => {
  it.each([
    ['waits for the next working morning', '2026-09-28 10:12', '2026-09-29 09:00'],
    ['takes what came in the night', '2026-09-28 08:59', '2026-09-28 09:00'],
    ['takes what came with the bell', '2026-09-28 09:00', '2026-09-28 09:00'],
  ])('%s', (_name, happened, due) => {
    expect(nextMorning(office, null, at(happened))).toBe(at(due));
  });
});
