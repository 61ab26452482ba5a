import type { Instant } from '#contract/time';
import { dayTable } from './dayTable.ts';
import { dayLength, type DayNumber } from './localDay.ts';

/** A time zone's days: where each begins, and which day an instant lies in. Both are remembered. */
export interface Timezone {
  name: string;
  /** 00:00 of the day; where the clocks skip midnight, the day's first instant. */
  startOf(day: DayNumber): Instant;
  dayOf(at: Instant): DayNumber;
}

const known = new Map<string, Timezone>();

/** @throws RangeError when the zone is no IANA name. */
export function timezone(name: string): Timezone {
  const remembered = known.get(name);
  if (remembered) return remembered;
  const zone = makeTimezone(name);
  known.set(name, zone);
  return zone;
}

function makeTimezone(name: string): Timezone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const offsetAt = (at: Instant): number => {
    const part: Record<string, number> = {};
    let before = false;
    for (const { type, value } of format.formatToParts(at)) {
      if (type === 'era') before = value.startsWith('B');
      else part[type] = Number(value);
    }
    const year = before ? 1 - (part['year'] ?? 1) : (part['year'] ?? 1970);
    const date = new Date(0);
    date.setUTCFullYear(year, (part['month'] ?? 1) - 1, part['day'] ?? 1);
    date.setUTCHours(part['hour'] ?? 0, part['minute'] ?? 0, part['second'] ?? 0, 0);
    return date.getTime() - Math.floor(at / 1000) * 1000;
  };

  const startOf = dayTable((day: DayNumber): Instant => {
    const wall = day * dayLength;
    let start = wall - offsetAt(wall - offsetAt(wall));
    const shown = start + offsetAt(start);
    if (shown < wall) start += wall - shown;
    return start;
  });
  const dayOf = (at: Instant): DayNumber => {
    let day = Math.floor(at / dayLength);
    while (startOf(day) > at) day -= 1;
    while (startOf(day + 1) <= at) day += 1;
    return day;
  };
  return { name, startOf, dayOf };
}
