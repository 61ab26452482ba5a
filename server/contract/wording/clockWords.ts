import type { ClockAnswer } from '../explanation.ts';
import type { Instant } from '../time.ts';
import { ageText } from './ageText.ts';
import type { Words } from './facts.ts';
import { localClock } from './localClock.ts';

const aDay = 86_400_000;

/** `2026-10-14 24:00`: a limit that ends at 24:00 is said by the day it ends, not by the first instant of the next. */
export function dueText(at: Instant, { timezone, language }: Words): string {
  const local = localClock(at, timezone, language);
  if (local.minute !== '00:00') return `${local.day} ${local.minute}`;
  return `${localClock(at - 1, timezone, language).day} 24:00`;
}

/** `2026-10-14 09:30` */
export function momentText(at: Instant, { timezone, language }: Words): string {
  const { day, minute } = localClock(at, timezone, language);
  return `${day} ${minute}`;
}

type Of = Pick<ClockAnswer, 'limit'>;

export function limitText({ limit }: Of, { translate }: Words): string {
  return limit ? translate(`unit.${limit.unit}`, { n: limit.value }) : translate('explain.givenLimit', {});
}

/** How late: in working days begun, as the flag says it, whatever the limit's unit. */
export function overText({ daysOver }: Pick<ClockAnswer, 'daysOver'>, { translate }: Words): string {
  return translate('unit.workday', { n: daysOver });
}

/** A duration on the limit's own clock, in its own unit: a working day is 24 h of it. */
export function lengthText({ limit }: Of, ms: number, { translate }: Words): string {
  const unit = limit?.unit;
  if (unit === 'minute' || unit === 'work_hour') return ageText(translate, Math.abs(ms));
  const days = Math.round((Math.abs(ms) / aDay) * 10) / 10;
  return translate(unit === 'workday' ? 'unit.workday' : 'unit.calendar_day', { n: days });
}
