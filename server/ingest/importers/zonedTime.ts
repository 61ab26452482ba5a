import type { Instant } from '#contract/time';
import { dayLength, type DayNumber } from '../../domain/calendar/localDay.ts';
import type { Timezone } from '../../domain/calendar/timezone.ts';

/**
 * The instant at which clocks in the zone show `day` and `sinceMidnight` (ms, 0 … 24 h). Of an hour that comes
 * twice the first is meant; an hour that the clocks skip counts with the offset before the jump, so 02:30 in a
 * spring night is 03:30 summer time. (RFC 5545 decides both in this way.)
 */
export function instantOf(zone: Timezone, day: DayNumber, sinceMidnight: number): Instant {
  const start = zone.startOf(day);
  const next = zone.startOf(day + 1);
  if (next - start === dayLength) return start + sinceMidnight;
  const wall = day * dayLength + sinceMidnight;
  const { before, after, at } = changeBetween(zone, start, next);
  const early = wall - before;
  const late = wall - after;
  return early < at || late < at ? early : late;
}

interface Change {
  before: number;
  after: number;
  /** The first instant with the new offset. */
  at: Instant;
}

const changes = new Map<string, Change>();

function changeBetween(zone: Timezone, start: Instant, next: Instant): Change {
  const key = `${zone.name} ${start}`;
  const remembered = changes.get(key);
  if (remembered) return remembered;
  const offsetAt = offsets(zone.name);
  const before = offsetAt(start - 1);
  let last = start - 1;
  let at = next;
  while (at - last > 1) {
    const middle = Math.floor((at + last) / 2);
    if (offsetAt(middle) === before) last = middle;
    else at = middle;
  }
  const change = { before, after: offsetAt(next), at };
  changes.set(key, change);
  return change;
}

function offsets(zone: string): (at: Instant) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return (at) => {
    const shown = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '';
    const [, sign, hours, minutes, seconds] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(shown) ?? [];
    const size = Number(hours ?? 0) * 3_600_000 + Number(minutes ?? 0) * 60_000 + Number(seconds ?? 0) * 1000;
    return sign === '-' ? -size : size;
  };
}
