import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cnCalendar } from '../../testing/scenario.ts';
import { dayNumber, dayText } from './localDay.ts';
import { addWorkdays, workCalendar, workdaysBetween } from './workCalendar.ts';

const cn = cnCalendar();
const day = (text: string) => dayNumber(text);
const anyDay = fc.integer({ min: day('1980-01-01'), max: day('2090-12-31') });

describe('a working-day calendar', () => {
  it('knows the working weekends of 2024', () => {
    const weekends: string[] = [];
    for (let d = day('2024-01-01'); d <= day('2024-12-31'); d += 1) {
      const weekday = new Date(d * 86_400_000).getUTCDay();
      if ((weekday === 0 || weekday === 6) && cn.isWorkday(d)) weekends.push(dayText(d).slice(5));
    }
    expect(weekends).toEqual(['02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12']);
  });

  it('counts five working days from Friday 2019-04-26 to 2019-05-06, over two working Sundays', () => {
    expect(dayText(addWorkdays(cn, day('2019-04-26'), 5))).toBe('2019-05-06');
  });

  it('agrees with counting day by day, in any year', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (from, count) => {
        let expected = from;
        for (let left = count; left > 0;) {
          expected += 1;
          if (cn.isWorkday(expected)) left -= 1;
        }
        expect(addWorkdays(cn, from, count)).toBe(expected);
        expect(workdaysBetween(cn, from, expected)).toBe(count);
      }),
    );
  });

  it('moves a holiday to the next working day and leaves a working day alone', () => {
    expect(dayText(cn.onOrAfter(day('2026-10-01')))).toBe('2026-10-08');
    expect(dayText(cn.onOrAfter(day('2026-10-08')))).toBe('2026-10-08');
  });

  it('says that a year which is not published is provisional', () => {
    expect(cn.isProvisional(day('2026-12-31'))).toBe(false);
    expect(cn.isProvisional(day('2027-01-01'))).toBe(true);
  });

  it('never brings a date nearer when a holiday is added', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 30 }),
        (from, ahead, count) => {
          const { days } = cn.version;
          const holiday = dayText(from + ahead);
          const more = workCalendar({
            ...cn.version,
            days: [...days.filter((d) => d.day !== holiday), { day: holiday, off: true, name: '' }],
          });
          expect(addWorkdays(more, from, count)).toBeGreaterThanOrEqual(addWorkdays(cn, from, count));
        },
      ),
    );
  });

  it('begins days where the clocks of the zone do, also when they change', () => {
    const newYork = workCalendar({ ...cn.version, timezone: 'America/New_York', days: [] });
    const change = day('2015-03-08');
    expect(newYork.zone.startOf(change + 1) - newYork.zone.startOf(change)).toBe(23 * 3_600_000);
    expect(newYork.zone.dayOf(Date.parse('2015-03-09T03:59:59.999Z'))).toBe(change);
    expect(newYork.zone.dayOf(Date.parse('2015-03-09T04:00:00.000Z'))).toBe(change + 1);
  });
});
