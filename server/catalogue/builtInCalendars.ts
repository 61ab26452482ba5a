import type { CalendarVersion } from '../domain/calendar/workCalendar.ts';

/** The calendar of last resort that has to be in the catalogue. */
export const defaultCalendar = 'CN';

/** Calendars that are known without being recorded. They are never provisional. */
type BuiltInCalendar = 'WEEKDAYS' | 'ALWAYS';

export function isBuiltIn(code: string): code is BuiltInCalendar {
  return code === 'WEEKDAYS' || code === 'ALWAYS';
}

/** Monday to Friday without holidays, or every day around the clock, in the named time zone. */
export function builtInCalendar(code: BuiltInCalendar, timezone: string): CalendarVersion {
  const always = code === 'ALWAYS';
  return {
    code,
    revision: 0,
    timezone,
    duePolicy: 'end_of_day',
    hours: always
      ? [['00:00', '24:00']]
      : [
          ['09:00', '12:00'],
          ['14:00', '18:00'],
        ],
    days: [],
    publishedThrough: '9999-12-31',
    ...(always ? { everyDay: true } : {}),
  };
}
