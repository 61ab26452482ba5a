import type { CalendarRecord } from '#contract/catalogueSchema';
import chineseDays from 'chinese-days';
import { dayNumber, dayText } from '../domain/calendar/localDay.ts';

const firstYear = 2004;

/**
 * The published holidays and make-up working days that the package `chinese-days` has as data, from 2004 on. A year
 * is published when its National Day is listed; the package itself takes an unpublished year for one without holidays.
 */
export function chinesePublishedDays(): Pick<CalendarRecord, 'days' | 'publishedThrough'> {
  const days: CalendarRecord['days'] = [];
  let year = firstYear;
  while (publishedName(`${year}-10-01`) !== undefined) {
    for (let day = dayNumber(`${year}-01-01`); day <= dayNumber(`${year}-12-31`); day += 1) {
      const date = dayText(day);
      const name = publishedName(date);
      if (name !== undefined) days.push({ date, off: !chineseDays.getDayDetail(date).work, name });
    }
    year += 1;
  }
  return { days, publishedThrough: `${year - 1}-12-31` };
}

/** A listed day is described as "National Day,国庆节,3", any other by its weekday. */
function publishedName(date: string): string | undefined {
  return chineseDays.getDayDetail(date).name.split(',')[1];
}
