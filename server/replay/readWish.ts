import { fastestReplay, slowestReplay } from '#contract/replay';
import type { ReplayWish } from '#contract/replay';
import { day } from '#contract/day';
import type { Instant } from '#contract/time';
import { dayNumber } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import { moment } from './moment.ts';

/** The stretch of the past that is played, at `speed` simulated seconds a second. */
export interface ReplayOrder {
  from: Instant;
  to: Instant;
  speed: number;
}

const hour = 3_600_000;
/** What a day without times stands for. */
const opens = 8 * hour;
const closes = 18 * hour;
const longest = 7 * 24 * hour;

/** The order, or what is wrong with the wish. `zone`: the office zone. */
export function readWish(wish: Omit<ReplayWish, 'region'>, zone: string, now: Instant): ReplayOrder | string {
  const { speed } = wish;
  if (!(speed >= slowestReplay && speed <= fastestReplay))
    return `speed must be ${slowestReplay} to ${fastestReplay}.`;
  const from = momentOf(wish.from, zone, opens);
  if (from === undefined)
    return `from is "${wish.from}"; a day (2026-11-20) or a minute (2026-11-20T08:30) is expected.`;
  const to = wish.to === '' ? Math.min(endOf(wish.from, from, zone), now) : momentOf(wish.to, zone, closes);
  if (to === undefined)
    return `to is "${wish.to}"; a day (2026-11-20) or a minute (2026-11-20T18:00) is expected.`;
  if (to > now) return 'to lies ahead: only what has happened can be played.';
  if (to - from < moment) return 'from must be before to, and both in the past.';
  if (to - from > longest) return 'A replay is at most seven days long.';
  return { from: from - (from % moment), to: to - (to % moment), speed };
}

function endOf(text: string, from: Instant, zone: string): Instant {
  return momentOf(isDay(text) ? text : '', zone, closes) ?? from + (closes - opens);
}

function momentOf(text: string, zone: string, ofDay: number): Instant | undefined {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  if (isDay(text)) return startOf(text, zone) + ofDay;
  const [, date = '', hours = '', minutes = ''] = /^(.{10})T([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return isDay(date) ? startOf(date, zone) + Number(hours) * hour + Number(minutes) * 60_000 : undefined;
}

const isDay = (text: string): boolean => day.safeParse(text).success;

const startOf = (text: string, zone: string): Instant => timezone(zone).startOf(dayNumber(text));
