import { expect, test } from 'vitest';
import { workCalendar } from '../calendar/workCalendar.ts';
import { at } from '../../testing/scenario.ts';
import { ratingDue, ratingsDueAfter } from './ratingDue.ts';

// a National Day of eight days, and a Saturday that is worked for it
const calendar = workCalendar({
  code: 'CN',
  revision: 1,
  timezone: 'Asia/Shanghai',
  duePolicy: 'end_of_day',
  hours: [['09:00', '17:00']],
  days: [
    ...['01', '02', '05', '06', '07', '08'].map((day) => ({
      day: `2026-10-${day}`,
      off: true,
      name: '国庆节',
    })),
    { day: '2026-10-10', off: false, name: '补班' },
  ],
  publishedThrough: '2026-12-31',
});

test.each([
  // the fifteenth working day after 28 September, over the holiday
  ['2026-09-28 10:00', '2026-10-27 00:00'],
  ['2026-09-28 23:59', '2026-10-27 00:00'],
  // rated on a Saturday
  ['2026-11-07 10:00', '2026-11-28 00:00'],
])('what was rated at %s is to be rectified by %s', (rated, due) => {
  expect(ratingDue(calendar, at(rated))).toBe(at(due));
});

test('whatever was rated before the instant given was due by then, however holidays lie', () => {
  for (let day = 0; day < 120; day += 1) {
    const from = at('2026-09-01 00:00') + day * 86_400_000;
    const since = ratingsDueAfter(calendar, from);
    expect(ratingDue(calendar, since - 1)).toBeLessThanOrEqual(from);
    // and no more is read than is needed: a few days
    expect(ratingDue(calendar, since + 5 * 86_400_000)).toBeGreaterThan(from - 9 * 86_400_000);
  }
});
