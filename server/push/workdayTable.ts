import { builtInCalendar } from '../catalogue/builtInCalendars.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { dayText, type DayNumber } from '../domain/calendar/localDay.ts';
import { workCalendar } from '../domain/calendar/workCalendar.ts';
import type { WorkdayTable } from './itemStore.ts';

/** The working days of every calendar a case may have, as it is recorded now; `from` and `to` included. */
export function workdayTable(catalogue: Catalogue, from: DayNumber, to: DayNumber): WorkdayTable {
  const builtIn = (['WEEKDAYS', 'ALWAYS'] as const).map((code) => builtInCalendar(code, catalogue.timezone));
  const table: WorkdayTable = { calendars: [], days: [], counts: [] };
  for (const version of [...catalogue.calendars, ...builtIn]) {
    const { workdaysBefore } = workCalendar(version);
    for (let day = from; day <= to; day++) {
      table.calendars.push(version.code);
      table.days.push(dayText(day));
      table.counts.push(workdaysBefore(day + 1));
    }
  }
  return table;
}
