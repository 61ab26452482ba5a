import { describe, expect, it } from 'vitest';
import { cnCalendar } from '../../testing/scenario.ts';
import { dayNumber, dayText } from '../calendar/localDay.ts';
import { reportedSince, type DayVolume } from './reportedSince.ts';

const cn = cnCalendar();
const september = { from: '2026-09-01', to: '2026-09-30' };

/** So many submissions on each working day from one day to another. */
const daily = (from: string, to: string, submitted: number): DayVolume[] =>
  Array.from({ length: dayNumber(to) - dayNumber(from) + 1 }, (_, nth) => dayNumber(from) + nth)
    .filter((day) => cn.isWorkday(day))
    .map((day) => ({ day: dayText(day), submitted }));
const since = (volumes: DayVolume[], period = september) => reportedSince(period, volumes, cn);

describe('a period that was reported in part', () => {
  it('is one whose reports began in its middle', () => {
    expect(since(daily('2026-09-17', '2026-09-30', 400))).toBe('2026-09-17');
  });

  it('is not one that began with days off', () => {
    const october = { from: '2026-10-01', to: '2026-10-31' };
    expect(since(daily('2026-10-08', '2026-10-31', 400), october)).toBeNull();
  });

  it('is not one of which a tenth of the working days or less is missing', () => {
    expect(cn.workdaysBefore(dayNumber('2026-10-01')) - cn.workdaysBefore(dayNumber('2026-09-01'))).toBe(22);
    expect(since(daily('2026-09-03', '2026-09-30', 400))).toBeNull();
    expect(since(daily('2026-09-04', '2026-09-30', 400))).toBe('2026-09-04');
  });

  it('is one in which a few old cases were told of beside', () => {
    const old = daily('2026-09-01', '2026-09-16', 3);
    expect(since([...daily('2026-09-17', '2026-09-30', 400), ...old])).toBe('2026-09-17');
  });

  it('is not one with a quiet first week, nor one whose cases are so few that a gap is chance', () => {
    expect(
      since([...daily('2026-09-01', '2026-09-07', 90), ...daily('2026-09-08', '2026-09-30', 400)]),
    ).toBeNull();
    expect(since(daily('2026-09-17', '2026-09-30', 2))).toBeNull();
    expect(since([])).toBeNull();
  });

  it('may begin on a weekend, and a week on its second day', () => {
    expect(since([{ day: '2026-09-12', submitted: 300 }, ...daily('2026-09-14', '2026-09-30', 400)])).toBe(
      '2026-09-12',
    );
    expect(since(daily('2026-09-08', '2026-09-11', 400), { from: '2026-09-07', to: '2026-09-13' })).toBe(
      '2026-09-08',
    );
  });
});
