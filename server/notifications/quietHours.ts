import type { Instant } from '#contract/time';
import type { WorkCalendar } from '../domain/calendar/workCalendar.ts';

/** From when to when people may be disturbed on a working day, in ms since its 00:00. */
export interface RingingHours {
  from: number;
  to: number;
}

const hour = 3_600_000;
/** Whatever an office's hours say, an office that never closes too: never at night. */
const daytime: RingingHours = { from: 7 * hour, to: 21 * hour };

/** The instant itself while people may be disturbed, else the next working morning. `hours` null: office hours. */
export function nextRinging(calendar: WorkCalendar, hours: RingingHours | null, at: Instant): Instant {
  const { from, to } = hours ?? officeHours(calendar);
  const today = calendar.zone.dayOf(at);
  const midnight = calendar.zone.startOf(today);
  if (calendar.isWorkday(today) && at >= midnight + from && at < midnight + to) return at;
  return nextMorning(calendar, hours, at);
}

/** The next beginning of such hours, `at` itself counted in. */
export function nextMorning(calendar: WorkCalendar, hours: RingingHours | null, at: Instant): Instant {
  const { from } = hours ?? officeHours(calendar);
  const today = calendar.zone.dayOf(at);
  const over = at > calendar.zone.startOf(today) + from;
  return calendar.zone.startOf(calendar.onOrAfter(over ? today + 1 : today)) + from;
}

function officeHours({ hours }: WorkCalendar): RingingHours {
  return {
    from: Math.max(hours[0]?.[0] ?? 0, daytime.from),
    to: Math.min(hours.at(-1)?.[1] ?? daytime.to, daytime.to),
  };
}
