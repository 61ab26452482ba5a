import type { CalendarAnswer, CalendarChange } from '../../api/calendars.ts';
import { emptyChange } from './useChange.ts';

/** What no further change of the calendar takes back. */
export type Irreversible = 'publishedThrough' | 'places' | 'new';

/**
 * The change that puts a calendar back to what it was before another one.
 * @param before the calendar as it was then; null: it was not there yet
 */
export function reverseChange(
  change: CalendarChange,
  before: Pick<CalendarAnswer, 'days' | 'hours' | 'publishedThrough'> | null,
): { change: CalendarChange; left: Irreversible[] } {
  if (!before) return { change: emptyChange(), left: ['new'] };
  const listed = new Map(before.days.map((day) => [day.date, day]));
  const left: Irreversible[] = [];
  if (change.publishedThrough !== undefined && change.publishedThrough !== before.publishedThrough)
    left.push('publishedThrough');
  if (change.regions.length + change.departments.length > 0) left.push('places');
  return {
    change: {
      ...emptyChange(),
      days: change.days.map(({ date }) => listed.get(date) ?? { date, off: null }),
      ...(change.hours ? { hours: before.hours } : {}),
    },
    left,
  };
}
