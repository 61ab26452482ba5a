import type { Instant, LocalDay } from '#contract/time';
import { dayText } from '../calendar/localDay.ts';
import type { WorkCalendar } from '../calendar/workCalendar.ts';
import { usedAt, type LimitClock } from './limitClock.ts';

/** One line of the day-by-day arithmetic of a limit. */
export interface CountedDay {
  day: LocalDay;
  kind: 'start' | 'counted' | 'suspended' | 'off';
  /** Name of the holiday or make-up day, where there is one. */
  name: string | undefined;
  /** Time of this day that counted, and all until its end, in ms of the limit's clock. */
  counted: number;
  used: number;
  /** The due instant lies in this day, or is its 24:00. */
  due: boolean;
  /** Still to come: what will count if nothing happens. */
  ahead: boolean;
}

/** No explanation needs more: later days repeat the pattern. */
const mostDays = 400;

/**
 * Every day from the start of the clock to its due day, or to `until` where that is later, at most 400.
 * @param until where the clock stopped or stands
 */
export function dayByDay(
  clock: LimitClock,
  calendar: WorkCalendar,
  acceptedAt: Instant,
  until: Instant,
): CountedDay[] {
  const { zone } = calendar;
  const first = zone.dayOf(acceptedAt);
  const dueDay = zone.dayOf(clock.due - 1);
  const last = Math.min(Math.max(dueDay, zone.dayOf(Math.max(until, acceptedAt))), first + mostDays - 1);
  const days: CountedDay[] = [];
  for (let day = first; day <= last; day += 1) {
    const from = zone.startOf(day);
    const to = Math.min(zone.startOf(day + 1), Math.max(until, clock.due));
    const before = usedAt(clock, from);
    const used = usedAt(clock, to);
    const working = clock.axis.at(to) - clock.axis.at(from) > 0;
    const counted = used - before;
    const began = day === first && clock.start > from;
    const kind = counted > 0 ? 'counted' : began ? 'start' : working ? 'suspended' : 'off';
    days.push({
      day: dayText(day),
      kind,
      name: calendar.nameOf(day),
      counted,
      used,
      due: day === dueDay,
      ahead: from > until,
    });
  }
  return days;
}
