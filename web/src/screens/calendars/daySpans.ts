import type { LocalDay } from '#contract/time';
import { addDays } from './localDays.ts';

export interface ListedDay {
  date: LocalDay;
  /** Null: what its weekday says. */
  off: boolean | null;
  name?: string | undefined;
}

export interface DaySpan extends Pick<ListedDay, 'off' | 'name'> {
  first: LocalDay;
  last: LocalDay;
}

/** Days that follow each other and are alike, as one. */
export function daySpans(days: readonly ListedDay[]): DaySpan[] {
  const spans: DaySpan[] = [];
  for (const { date, off, name } of days.toSorted((a, b) => (a.date < b.date ? -1 : 1))) {
    const last = spans.at(-1);
    if (last && addDays(last.last, 1) === date && last.off === off && last.name === name) last.last = date;
    else spans.push({ first: date, last: date, off, name });
  }
  return spans;
}
