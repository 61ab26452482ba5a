import type { Instant, LocalDay } from '#contract/time';
import { type Day, dayOf, endOf, fromLocalDay, minute, second, startOf, toLocalDay } from './time.ts';

/** A day that differs from Monday to Friday. */
export interface SpecialDay {
  date: LocalDay;
  off: boolean;
}

export interface OfficeCalendar {
  isWorkday(on: Day): boolean;
  /** The n-th working day after `on` (n ≥ 1), or before it (n ≤ −1); 0: `on` itself. */
  workdayAfter(on: Day, n: number): Day;
  /** Working days in (from, to]. */
  workdaysBetween(from: Day, to: Day): number;
  /** Natural time between two instants that falls on working days, 24 hours each, in ms. */
  legalTime(from: Instant, to: Instant): number;
  /** The instant at which `ms` of legal time have passed since `from`. */
  legalTimeAfter(from: Instant, ms: number): Instant;
  /** The instant `minutes` of office hours after `from`; 0: the next moment the office is open. */
  officeTimeAfter(from: Instant, minutes: number): Instant;
  isOpen(at: Instant): boolean;
}

/** 09:00–12:00 and 14:00–18:00, as minutes of the day. */
const defaultHours: readonly (readonly [from: number, to: number])[] = [
  [540, 720],
  [840, 1080],
];
const roundTheClock = [[0, 1440]] as const;

/** Working days counted by walking the calendar: slow, plain, and no kin of the engine's. */
export function createOfficeCalendar(special: readonly SpecialDay[], alwaysOpen = false): OfficeCalendar {
  const off = new Map(special.map(({ date, off: isOff }) => [fromLocalDay(date), isOff]));
  const hours = alwaysOpen ? roundTheClock : defaultHours;
  const isWorkday = (on: Day): boolean => alwaysOpen || !(off.get(on) ?? [0, 6].includes((on + 4) % 7));

  const workdayAfter = (on: Day, n: number): Day => {
    const step = Math.sign(n);
    let at = on;
    for (let left = Math.abs(n); left > 0;) {
      at += step;
      if (Math.abs(at - on) > 3000) throw new Error(`no ${String(n)} working days around ${toLocalDay(on)}`);
      if (isWorkday(at)) left -= 1;
    }
    return at;
  };

  const legalTimeAfter = (from: Instant, ms: number): Instant => {
    let left = ms;
    for (let on = dayOf(from); ; on += 1) {
      if (!isWorkday(on)) continue;
      const begin = Math.max(from, startOf(on));
      const room = endOf(on) - begin;
      if (left <= room) return begin + left;
      left -= room;
    }
  };

  const officeTimeAfter = (from: Instant, minutes: number): Instant => {
    let left = Math.round(minutes * 60) * second;
    for (let on = dayOf(from); ; on += 1) {
      if (!isWorkday(on)) continue;
      for (const [opens, closes] of hours) {
        const begin = Math.max(from, startOf(on) + opens * minute);
        const room = startOf(on) + closes * minute - begin;
        if (room <= 0) continue;
        if (left < room) return begin + left;
        left -= room;
      }
    }
  };

  return {
    isWorkday,
    workdayAfter,
    legalTimeAfter,
    officeTimeAfter,
    workdaysBetween(from, to) {
      let n = 0;
      for (let on = from + 1; on <= to; on += 1) if (isWorkday(on)) n += 1;
      return n;
    },
    legalTime(from, to) {
      let ms = 0;
      for (let on = dayOf(from); on <= dayOf(to); on += 1) {
        if (isWorkday(on)) ms += Math.max(0, Math.min(to, endOf(on)) - Math.max(from, startOf(on)));
      }
      return ms;
    },
    isOpen(at) {
      const minuteOfDay = (at - startOf(dayOf(at))) / minute;
      return (
        isWorkday(dayOf(at)) && hours.some(([opens, closes]) => minuteOfDay >= opens && minuteOfDay < closes)
      );
    },
  };
}
