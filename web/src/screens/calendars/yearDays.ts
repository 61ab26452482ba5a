import type { LocalDay } from '#contract/time';
import type { CalendarAnswer, CalendarChange } from '../../api/calendars.ts';
import { isWeekend, monthsOf } from './localDays.ts';

/** A working day, a weekend, a holiday or closing day, a working day at a weekend (调休). */
type DayKind = 'work' | 'weekend' | 'holiday' | 'makeup';

export interface YearDay {
  date: LocalDay;
  kind: DayKind;
  name: string;
  /** Its year is not published yet. */
  provisional: boolean;
  /** By the change that is being gathered. */
  changed: boolean;
}

type Days = Pick<CalendarAnswer, 'code' | 'days' | 'publishedThrough'>;

/** The months of a year as the calendar has them once the change is made. */
export function yearDays(
  year: number,
  calendar: Days,
  change: Pick<CalendarChange, 'days' | 'publishedThrough'>,
): YearDay[][] {
  const listed = new Map(calendar.days.map((day) => [day.date, day]));
  const changes = new Map(change.days.map((day) => [day.date, day]));
  const publishedThrough = change.publishedThrough ?? calendar.publishedThrough;
  const everyDay = calendar.code === 'ALWAYS';
  return monthsOf(year).map((dates) =>
    dates.map((date) => {
      const changed = changes.get(date);
      const day = changed ?? listed.get(date);
      const name = changed ? (changed.name ?? '') : (listed.get(date)?.name ?? '');
      return {
        date,
        kind: everyDay ? 'work' : kindOf(date, day?.off ?? null),
        name: day?.off === null ? '' : name,
        provisional: !everyDay && date > publishedThrough,
        changed: changed !== undefined,
      };
    }),
  );
}

function kindOf(date: LocalDay, off: boolean | null): DayKind {
  const weekend = isWeekend(date);
  if (off === null) return weekend ? 'weekend' : 'work';
  if (off) return 'holiday';
  return weekend ? 'makeup' : 'work';
}
