import { caseMarks, type CaseMark, type Handler } from '#contract/caseEvent';
import { limitUnits, type Limit } from '#contract/limit';
import type { ProblemCode } from '#contract/problem';
import type { Instant } from '#contract/time';
import { dayNumber, dayText } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import type { Refusal } from './incomingEvent.ts';
import { parseEventTime } from './parseEventTime.ts';

/** A value that is not what its field asks for. */
export class Refused {
  readonly refusal: Refusal;
  /** What its letter waits for, so that it replays by itself. */
  readonly waitsFor: string | undefined;
  constructor(code: ProblemCode, path: string, message: string, waitsFor?: string) {
    this.refusal = { code, path, message };
    this.waitsFor = waitsFor;
  }
}

/** Reads one value of JSON. `zone`: in which a day without a time is meant. */
export type Reader<T> = (value: unknown, path: string, zone: string) => T | Refused;

const earliest = Date.UTC(1900, 0, 1);
const latest = Date.UTC(2200, 0, 1);
// eslint-disable-next-line no-control-regex
const control = /[\u0000-\u001f\u007f]/;
// eslint-disable-next-line no-control-regex
const controlButBreaks = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const halfPairs = /[\ud800-\udfff]/u;

/** Most texts are plain ASCII, and then one look at them is enough. */
const isPlain = /^[ -~]*$/;

/** The value as an error sentence shows it: short, on one line. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : String(value);
  return typeof value === 'string' && value.length > 60 ? `${text} … (${value.length} characters)` : text;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wrong = (path: string, value: unknown, expected: string): Refused =>
  new Refused('invalid_value', path, `${path} is ${shown(value)}; ${expected}.`);

/** One line of text without control characters, trimmed. */
export function line(longest: number): Reader<string> {
  return (value, path) => {
    if (typeof value !== 'string') return wrong(path, value, 'a string is expected');
    if (value.length > longest) return wrong(path, value, `at most ${longest} characters are taken`);
    if (!isPlain.test(value) && (control.test(value) || halfPairs.test(value)))
      return wrong(path, value, 'control characters and broken text are refused');
    const trimmed = value.trim();
    return trimmed === '' ? wrong(path, value, 'leave the field out rather than empty') : trimmed;
  };
}

const mostKnown = 20_000;

/** As `line`, for codes and names, which come again and again: one look-up spares reading them, and all share one text. */
export function code(longest: number): Reader<string> {
  const read = line(longest);
  const known = new Map<string, string>();
  return (value, path, zone) => {
    const met = typeof value === 'string' ? known.get(value) : undefined;
    if (met !== undefined) return met;
    const text = read(value, path, zone);
    if (text instanceof Refused || typeof value !== 'string') return text;
    if (known.size >= mostKnown) known.clear();
    known.set(value, text);
    return text;
  };
}

/** Free text, line breaks allowed, '' allowed. */
export function text(longest: number): Reader<string> {
  return (value, path) => {
    if (typeof value !== 'string') return wrong(path, value, 'a string is expected');
    if (value.length > longest) return wrong(path, value, `at most ${longest} characters are taken`);
    if (controlButBreaks.test(value) || halfPairs.test(value))
      return wrong(path, value, 'control characters and broken text are refused');
    return value.trim();
  };
}

export function oneOf<T extends string>(allowed: readonly T[]): Reader<T> {
  return (value, path) =>
    allowed.find((known) => known === value) ??
    new Refused(
      'unknown_value',
      path,
      `${path} is ${shown(value)}; one of ${allowed.join(', ')} is expected.`,
    );
}

export const flag: Reader<boolean> = (value, path) =>
  typeof value === 'boolean' ? value : wrong(path, value, 'true or false is expected');

export function numberFrom(least: number, most: number): Reader<number> {
  return (value, path) =>
    typeof value === 'number' && value >= least && value <= most
      ? value
      : wrong(path, value, `a number from ${least} to ${most} is expected`);
}

export const score: Reader<number> = (value, path) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 5
    ? value
    : new Refused('unknown_value', path, `${path} is ${shown(value)}; a level from 1 to 5 is expected.`);

/** RFC 3339 with offset, cut to milliseconds; years 1900 to 2199. */
export const instant: Reader<Instant> = (value, path) => {
  const micros = typeof value === 'string' ? parseEventTime(value) : undefined;
  if (micros === undefined)
    return new Refused(
      'invalid_time',
      path,
      `${path} is ${shown(value)}; a time as 2026-11-21T09:30:00+08:00 is expected.`,
    );
  const at = Math.floor(micros / 1000);
  if (at < earliest || at >= latest)
    return new Refused(
      'invalid_time',
      path,
      `${path} is ${shown(value)}; a year from 1900 to 2199 is expected.`,
    );
  return at;
};

/** As `instant`; a day alone means the end of that day. */
export const dueInstant: Reader<Instant> = (value, path, zone) => {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return instant(value, path, zone);
  const day = dayNumber(value);
  const valid = day >= earliest / 86_400_000 && day < latest / 86_400_000 && dayText(day) === value;
  return valid
    ? timezone(zone).startOf(day + 1)
    : new Refused('invalid_time', path, `${path} is ${shown(value)}; no such day from 1900 to 2199.`);
};

export const limit: Reader<Limit> = (value, path, zone) => {
  if (!isRecord(value)) return wrong(path, value, '{ "value": 5, "unit": "workday" } is expected');
  const amount = numberFrom(0, 10_000)(value['value'], `${path}.value`, zone);
  if (amount instanceof Refused) return amount;
  if (amount === 0) return wrong(`${path}.value`, 0, 'a limit is longer than nothing');
  const unit = oneOf(limitUnits)(value['unit'], `${path}.unit`, zone);
  return unit instanceof Refused ? unit : { value: amount, unit };
};

const handlerKind = oneOf(['human', 'machine', 'unknown'] as const);
const handlerCode = code(64);
const handlerName = line(100);

/** A code, or `{ code, name, kind }`; without a kind it is `unknown` until the source's registry says. */
export const handler: Reader<Handler> = (value, path, zone) => {
  if (!isRecord(value)) {
    const code = handlerCode(value, path, zone);
    return code instanceof Refused ? code : { code, kind: 'unknown' };
  }
  const code = handlerCode(value['code'], `${path}.code`, zone);
  if (code instanceof Refused) return code;
  const kind = handlerKind(value['kind'] ?? 'unknown', `${path}.kind`, zone);
  if (kind instanceof Refused) return kind;
  if (value['name'] == null) return { code, kind };
  const name = handlerName(value['name'], `${path}.name`, zone);
  return name instanceof Refused ? name : { code, name, kind };
};

export function listOf<T>(read: Reader<T>, longest: number): Reader<T[]> {
  return (value, path, zone) => {
    if (!Array.isArray(value)) return wrong(path, value, 'an array is expected');
    if (value.length > longest) return wrong(path, value, `at most ${longest} entries are taken`);
    const list: T[] = [];
    for (let i = 0; i < value.length; i += 1) {
      const entry = read(value[i], `${path}.${i}`, zone);
      if (entry instanceof Refused) return entry;
      list.push(entry);
    }
    return list;
  };
}

export const marks: Reader<CaseMark[]> = listOf(oneOf(caseMarks), 20);
