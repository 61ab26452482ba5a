import { builtInCalendar } from '../catalogue/builtInCalendars.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { dayText, type DayNumber } from '../domain/calendar/localDay.ts';
import { workCalendar } from '../domain/calendar/workCalendar.ts';
import type { WorkdayTable } from './itemStore.ts';

/** The working days of every calendar a case may have, as it is recorded now; `from` and `to` included. */
export function workdayTable(
  catalogue: Pick<Catalogue, 'calendars' | 'timezone'>,
  from: DayNumber,
  to: DayNumber,
): WorkdayTable {
  const builtIn = (['WEEKDAYS', 'ALWAYS'] as const).map((code) => builtInCalendar(code, catalogue.timezone));
  const table: WorkdayTable = { from: dayText(from), calendars: [], starts: [], counts: [] };
  for (const version of [...catalogue.calendars, ...builtIn]) {
    const { workdaysBefore } = workCalendar(version);
    table.calendars.push(version.code);
    // lists of the database begin at 1
    table.starts.push(table.counts.length + 1);
    for (let day = from; day <= to; day++) table.counts.push(workdaysBefore(day + 1));
  }
  return table;
}
