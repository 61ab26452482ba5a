import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dayNumber, dayText } from '../domain/calendar/localDay.ts';
import { workCalendar } from '../domain/calendar/workCalendar.ts';
import { chinesePublishedDays } from './chinesePublishedDays.ts';

const published = chinesePublishedDays();
const calendar = workCalendar({
  code: 'CN',
  revision: 1,
  timezone: 'Asia/Shanghai',
  duePolicy: 'end_of_day',
  hours: [['09:00', '17:00']],
  days: published.days.map(({ date, off, name }) => ({ day: date, off, name })),
  publishedThrough: published.publishedThrough,
});
const official = new URL('../../../shared/data/holidays_cn_2007_2026.csv', import.meta.url);

describe('the published Chinese calendar', () => {
  it('knows the working weekend days of 2024', () => {
    const weekends = published.days
      .filter(({ date, off }) => date.startsWith('2024') && !off)
      .map(({ date }) => date);
    expect(weekends).toEqual([
      '2024-02-04',
      '2024-02-18',
      '2024-04-07',
      '2024-04-28',
      '2024-05-11',
      '2024-09-14',
      '2024-09-29',
      '2024-10-12',
    ]);
  });

  it('starts in 2004 and takes no year for published that has no National Day', () => {
    expect(published.days[0]?.date).toBe('2004-01-01');
    const lastYear = published.publishedThrough.slice(0, 4);
    expect(Number(lastYear)).toBeGreaterThanOrEqual(2026);
    expect(published.days.some(({ date, off }) => date === `${lastYear}-10-01` && off)).toBe(true);
    expect(calendar.isProvisional(dayNumber(published.publishedThrough))).toBe(false);
    expect(calendar.isProvisional(dayNumber(published.publishedThrough) + 1)).toBe(true);
  });

  it.skipIf(!existsSync(official))(
    'has the working days of the official notices 2007 to 2026 (left out without ../shared/data/holidays_cn_2007_2026.csv)',
    () => {
      const listed = new Map(
        readFileSync(official, 'utf8')
          .trim()
          .split(/\r?\n/)
          .slice(1)
          .map((line) => line.split(','))
          .map(([date, , off]) => [date, off === 'yes']),
      );
      const differing: string[] = [];
      for (let day = dayNumber('2007-01-01'); day <= dayNumber('2026-12-31'); day += 1) {
        const date = dayText(day);
        const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
        const off = listed.get(date) ?? (weekday === 0 || weekday === 6);
        if (calendar.isWorkday(day) === off) differing.push(date);
      }
      expect(listed.size).toBeGreaterThan(500);
      expect(differing).toEqual([]);
    },
  );
});
