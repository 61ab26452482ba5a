import type { Instant, InstantText } from '#contract/time';
import { dayLength } from './localDay.ts';
import { timezone } from './timezone.ts';

/** An instant as its zone's clocks show it, with offset: `2015-01-16T08:30:00.000-05:00`. */
export function zonedText(at: Instant, zone: string): InstantText {
  const { dayOf, startOf } = timezone(zone);
  const day = dayOf(at);
  const guess = day * dayLength - startOf(day);
  // between midnight and now the clocks may have changed
  const offset = [guess, guess + 3_600_000, guess - 3_600_000].find((o) => shows(at, o, zone)) ?? guess;
  const sign = offset < 0 ? '-' : '+';
  const minutes = Math.abs(Math.round(offset / 60_000));
  const two = (n: number) => String(n).padStart(2, '0');
  return `${new Date(at + offset).toISOString().slice(0, -1)}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function shows(at: Instant, offset: number, zone: string): boolean {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(zone, clock);
  }
  return clock.format(at) === new Date(at + offset).toISOString().slice(11, 16);
}
