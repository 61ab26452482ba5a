import { isDeepStrictEqual } from 'node:util';
import type { CalendarVersion } from '../domain/calendar/workCalendar.ts';
import type { Unrecorded } from './catalogueRows.ts';
import { newestVersions, type Versioned } from './versioned.ts';

type Row = Unrecorded<CalendarVersion>;

/**
 * The calendars that are based on those given, directly or not, as they become with them: a year that is published for
 * the base is published for them, and their own closing days stay. Those that are given themselves, or that nothing
 * changes in, are left out.
 */
export function followingCalendars(given: readonly Row[], recorded: Versioned<CalendarVersion>): Row[] {
  const newest = newestVersions(recorded);
  const settled = new Set(given.map(({ code }) => code));
  const following: Row[] = [];
  for (const base of given) follow(base);
  return following;

  function follow(is: Row): void {
    const was = recorded.get(is.code)?.at(-1);
    if (!was) return;
    for (const { revision: _, ...own } of newest) {
      if (own.basedOn !== is.code || settled.has(own.code)) continue;
      settled.add(own.code);
      const becomes = followed(own, was, is);
      if (isDeepStrictEqual(becomes, own)) continue;
      following.push(becomes);
      follow(becomes);
    }
  }
}

/** What `own` has as its base had it becomes what the base has now. */
function followed(own: Row, was: Row, is: Row): Row {
  const [before, now] = [listed(was), listed(is)];
  const days = listed(own);
  for (const day of new Set([...before.keys(), ...now.keys()])) {
    if (days.get(day)?.off !== before.get(day)?.off) continue;
    const becomes = now.get(day);
    if (becomes) days.set(day, becomes);
    else days.delete(day);
  }
  const { publishedThrough } = own;
  return {
    ...own,
    timezone: own.timezone === was.timezone ? is.timezone : own.timezone,
    duePolicy: own.duePolicy === was.duePolicy ? is.duePolicy : own.duePolicy,
    hours: isDeepStrictEqual(own.hours, was.hours) ? is.hours : own.hours,
    publishedThrough: publishedThrough < is.publishedThrough ? is.publishedThrough : publishedThrough,
    days: [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)),
  };
}

const listed = ({ days }: Row): Map<string, CalendarVersion['days'][number]> =>
  new Map(days.map((listedDay) => [listedDay.day, listedDay]));
