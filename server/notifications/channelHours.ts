import type { Catalogue } from '../catalogue/catalogue.ts';
import type { WorkCalendar } from '../domain/calendar/workCalendar.ts';
import type { RingingHours } from './quietHours.ts';

/** The working calendar of those whom a channel rings, and its own hours if it has some. */
export function channelHours(
  channel: { department: string | null; hoursFrom: string | null; hoursTo: string | null },
  catalogue: Catalogue,
): { calendar: WorkCalendar; hours: RingingHours | null } {
  const { department, hoursFrom, hoursTo } = channel;
  const place = department === null ? {} : { department, region: catalogue.department(department)?.region };
  return {
    calendar: catalogue.calendarOf({ sourceId: 0, ...place }, catalogue.revision),
    hours: hoursFrom === null || hoursTo === null ? null : { from: clockMs(hoursFrom), to: clockMs(hoursTo) },
  };
}

const clockMs = (clock: string): number =>
  (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))) * 60_000;
