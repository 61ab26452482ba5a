import type { LocalDay } from '#contract/time';

const aDay = 86_400_000;
const ofUtc = (at: number): LocalDay => new Date(at).toISOString().slice(0, 10);

export const addDays = (date: LocalDay, count: number): LocalDay => ofUtc(Date.parse(date) + count * aDay);

/** 0 is Monday. */
export const weekdayOf = (date: LocalDay): number => (new Date(date).getUTCDay() + 6) % 7;

export const isWeekend = (date: LocalDay): boolean => weekdayOf(date) >= 5;

/** Both included, in either order. */
export function daysBetween(one: LocalDay, other: LocalDay): LocalDay[] {
  const [first, last] = one < other ? [one, other] : [other, one];
  const count = Math.round((Date.parse(last) - Date.parse(first)) / aDay) + 1;
  return Array.from({ length: count }, (_, nth) => addDays(first, nth));
}

/** The days of a year's twelve months. */
export const monthsOf = (year: number): LocalDay[][] =>
  Array.from({ length: 12 }, (_, month) =>
    daysBetween(ofUtc(Date.UTC(year, month, 1)), ofUtc(Date.UTC(year, month + 1, 0))),
  );

/** A day that there is, written YYYY-MM-DD. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && ofUtc(Date.parse(text)) === text;
