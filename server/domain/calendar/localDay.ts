import type { LocalDay } from '#contract/time';

/** Days since 1970-01-01 of a LocalDay: what calendar arithmetic counts in. */
export type DayNumber = number;

export const dayLength = 86_400_000;

export function dayNumber(day: LocalDay): DayNumber {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  const date = Number(day.slice(8, 10));
  return Math.floor(Date.UTC(year, month - 1, date) / dayLength);
}

const dayTexts = new Map<DayNumber, LocalDay>();
const mostDayTexts = 100_000;

export function dayText(day: DayNumber): LocalDay {
  let text = dayTexts.get(day);
  if (text === undefined) {
    if (dayTexts.size === mostDayTexts) dayTexts.clear();
    text = new Date(day * dayLength).toISOString().slice(0, 10);
    dayTexts.set(day, text);
  }
  return text;
}

/** 0 Monday … 6 Sunday. */
export function weekdayOf(day: DayNumber): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The same day of the month `months` later, clamped to that month's last day (Civil Code 202). */
export function addMonths(day: DayNumber, months: number): DayNumber {
  const from = new Date(day * dayLength);
  const year = from.getUTCFullYear();
  const month = from.getUTCMonth() + months;
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Math.floor(Date.UTC(year, month, Math.min(from.getUTCDate(), last)) / dayLength);
}
