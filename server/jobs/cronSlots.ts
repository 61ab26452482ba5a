import { parse } from 'node-cron';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { dayLength, dayText, weekdayOf } from '../domain/calendar/localDay.ts';
import type { DayNumber } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';

/** The moments of a cron expression, as node-cron reads it. */
export interface CronPlan {
  /** Slots in (after, until], newest first, at most `limit`. A time the clocks skip or repeat may be off by it. */
  slots(after: Instant, until: Instant, limit: number): Instant[];
  /** The first slot after it. */
  next(after: Instant): Instant | undefined;
}

/** A yearly job's last slot lies within; there are no rarer ones. */
const lookBack = 400 * dayLength;
/** What is planned by the second is found within the minute: the slots of a day need not be listed for it. */
const lookAhead = [60_000, 3_600_000, dayLength, lookBack];

/** Throws a Problem `configuration` for what is not plain numbers, lists, ranges and steps. */
export function cronPlan(expression: string, zone: string): CronPlan {
  const fields = parse(expression);
  const seconds = [...fields.second].sort((a, b) => b - a);
  const minutes = new Set(fields.minute);
  const hours = new Set(fields.hour);
  const months = new Set(fields.month);
  const days = numbers(fields.dayOfMonth, expression);
  const weekdays = numbers(fields.dayOfWeek, expression);
  const { dayOf, startOf } = timezone(zone);

  const isPlanned = (day: DayNumber): boolean => {
    const text = dayText(day);
    return (
      months.has(Number(text.slice(5, 7))) &&
      days.has(Number(text.slice(8, 10))) &&
      weekdays.has((weekdayOf(day) + 1) % 7)
    );
  };
  const onDay = function* (day: DayNumber): Generator<Instant> {
    for (let minute = dayLength / 60_000 - 1; minute >= 0; minute--) {
      if (!minutes.has(minute % 60) || !hours.has(Math.floor(minute / 60))) continue;
      for (const second of seconds) yield startOf(day) + minute * 60_000 + second * 1000;
    }
  };
  const slots = (after: Instant, until: Instant, limit: number): Instant[] => {
    const found: Instant[] = [];
    const firstDay = dayOf(Math.max(after, until - lookBack));
    for (let day = dayOf(until); day >= firstDay; day--) {
      if (!isPlanned(day)) continue;
      for (const slot of onDay(day)) {
        if (slot <= after || found.length === limit) return found;
        if (slot <= until) found.push(slot);
      }
    }
    return found;
  };
  return {
    slots,
    next(after) {
      for (const span of lookAhead) {
        const first = slots(after, after + span, Infinity).at(-1);
        if (first !== undefined) return first;
      }
      return undefined;
    },
  };
}

function numbers(field: readonly (number | string)[], expression: string): Set<number> {
  return new Set(
    field.map((value) => {
      if (typeof value === 'number') return value;
      throw new Problem(
        'configuration',
        `The schedule "${expression}" uses "${value}"; write numbers, lists, ranges or steps.`,
      );
    }),
  );
}
