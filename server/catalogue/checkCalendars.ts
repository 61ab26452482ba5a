import type { CalendarRecord, CatalogueDocument } from '#contract/catalogueSchema';
import { isBuiltIn } from './builtInCalendars.ts';
import type { DocumentFault } from './documentFault.ts';
import { isTimezone } from './isTimezone.ts';
import { repeatedCodes } from './repeatedCodes.ts';
import type { RecordedCatalogue } from './recordedCatalogue.ts';

const mostDays = 20_000;

/** Calendars that can be counted with, and every calendar that a region, department or item names. */
export function checkCalendars(document: CatalogueDocument, recorded: RecordedCatalogue): DocumentFault[] {
  const known = new Set([
    ...recorded.calendars.keys(),
    ...document.calendars.map((calendar) => calendar.code),
  ]);
  const named = (kind: string, rows: readonly { calendar?: string | null }[]): DocumentFault[] =>
    rows.flatMap(({ calendar }, row) => {
      if (calendar == null || isBuiltIn(calendar) || known.has(calendar)) return [];
      const message = `calendar ${calendar} is neither in this document nor in the catalogue; add it, or name WEEKDAYS or ALWAYS`;
      const values = { code: calendar };
      return [{ path: `${kind}[${row}].calendar`, message, code: 'unknown_calendar', values }];
    });
  return [
    ...repeatedCodes('calendars', document.calendars),
    ...document.calendars.flatMap((calendar, row) => checkCalendar(calendar, `calendars[${row}]`)),
    ...document.calendars.flatMap(({ code, basedOn }, row) => {
      if (basedOn == null || (basedOn !== code && known.has(basedOn))) return [];
      const message = `calendar ${code} cannot be based on ${basedOn}; name another calendar of this document or the catalogue`;
      return [{ path: `calendars[${row}].basedOn`, message }];
    }),
    ...named('regions', document.regions),
    ...named('departments', document.departments),
    ...named('items', document.items),
  ];
}

function checkCalendar(calendar: CalendarRecord, path: string): DocumentFault[] {
  const faults: DocumentFault[] = [];
  const fault = (field: string, message: string): void =>
    void faults.push({ path: `${path}.${field}`, message });

  if (isBuiltIn(calendar.code)) fault('code', `${calendar.code} is built in; choose another code`);
  if (!isTimezone(calendar.timezone))
    fault('timezone', `"${calendar.timezone}" is no time zone; write it like Asia/Shanghai`);
  if (calendar.publishedThrough < '1949-10-01' || calendar.publishedThrough > '2200-12-31')
    fault('publishedThrough', `${calendar.publishedThrough} cannot be the last day of a published year`);
  if (calendar.days.length > mostDays) fault('days', `${calendar.days.length} days; at most ${mostDays} fit`);
  if (calendar.hours.length === 0)
    fault('hours', 'no office hours; give at least one pair like ["09:00", "17:00"]');

  let closed = '';
  calendar.hours.forEach(([from, to], at) => {
    if (to > '24:00') fault(`hours[${at}]`, `${to} is after 24:00`);
    if (from >= to) fault(`hours[${at}]`, `${from} is not before ${to}`);
    if (from < closed) fault(`hours[${at}]`, `${from} lies before ${closed}, where the hours before it end`);
    closed = to;
  });
  const days = new Set<string>();
  calendar.days.forEach(({ date }, at) => {
    if (days.has(date)) fault(`days[${at}].date`, `${date} is given twice; keep one`);
    days.add(date);
  });
  return faults;
}

/** Days listed beyond the published years, and published years without a listed day: both are likely slips. */
export function calendarWarnings(document: CatalogueDocument): DocumentFault[] {
  return document.calendars.flatMap(({ days, publishedThrough }, row) => {
    if (days.length === 0) return [];
    const last = days.reduce((latest, day) => (day.date > latest ? day.date : latest), '');
    const path = `calendars[${row}].publishedThrough`;
    if (last > publishedThrough)
      return [
        {
          path,
          message: `${publishedThrough}, but days up to ${last} are listed: those years stay provisional`,
        },
      ];
    if (last.slice(0, 4) < publishedThrough.slice(0, 4))
      return [
        {
          path,
          message: `${publishedThrough}, but no day after ${last} is listed: later years have no holidays`,
        },
      ];
    return [];
  });
}
