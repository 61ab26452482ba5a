import type { Instant, LocalDay } from '#contract/time';

/** Days since 1970-01-01 in the office zone. */
export type Day = number;

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The demo city lies in Asia/Shanghai, which has kept +08:00 since 1991. */
const offset = 8 * hour;

export const dayOf = (at: Instant): Day => Math.floor((at + offset) / day);
/** 00:00 of the day. */
export const startOf = (on: Day): Instant => on * day - offset;
/** 24:00 of the day. */
export const endOf = (on: Day): Instant => startOf(on + 1);

export const toLocalDay = (on: Day): LocalDay => new Date(on * day).toISOString().slice(0, 10);
export const fromLocalDay = (text: LocalDay): Day => Date.parse(`${text}T00:00:00Z`) / day;

const two = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));
let latest: { on: Day; text: LocalDay } = { on: 0, text: '1970-01-01' };

/** RFC 3339 with the office's offset, whole seconds. By hand: it is half of what telling a history costs. */
export function toTimeText(at: Instant): string {
  const on = dayOf(at);
  if (on !== latest.on) latest = { on, text: toLocalDay(on) };
  const seconds = Math.floor((at - startOf(on)) / second);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${latest.text}T${two[hours] ?? ''}:${two[minutes] ?? ''}:${two[seconds % 60] ?? ''}+08:00`;
}
