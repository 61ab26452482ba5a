import type { LocalDay } from '#contract/time';
import type { ListedDay } from './daySpans.ts';
import { daysBetween, isDay } from './localDays.ts';

type PublishedFault = 'date' | 'kind' | 'order' | 'twice' | 'long';

interface PublishedDays {
  days: (ListedDay & { off: boolean; name: string })[];
  /** The last day of the last year that a day was given of. */
  publishedThrough: LocalDay | null;
  /** Lines from 1. */
  faults: { line: number; text: string; fault: PublishedFault }[];
}

const closed = new Set(['休', '放假', '休息', '闭', 'off', 'holiday', 'closed', 'true']);
const worked = new Set(['班', '上班', '调休', '补班', 'work', 'working', 'on', 'false']);
/** A holiday is never longer. */
const longest = 31;

/**
 * Reads the days of a published year, a day or span a line: `2027-02-05 至 2027-02-11 休 春节`, `2027-02-14 班 春节`; also
 * as CSV with the columns date, off, name. Empty lines, a title line and what begins with # are passed over.
 */
export function publishedDays(text: string): PublishedDays {
  const read: PublishedDays = { days: [], publishedThrough: null, faults: [] };
  const seen = new Set<LocalDay>();
  for (const [at, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || /^(date|日期)\b/i.test(line)) continue;
    const days = daysOfLine(line);
    const fault = typeof days === 'string' ? days : days.some(({ date }) => seen.has(date)) ? 'twice' : null;
    if (fault !== null) read.faults.push({ line: at + 1, text: line, fault });
    if (fault !== null || typeof days === 'string') continue;
    for (const day of days) seen.add(day.date);
    read.days.push(...days);
  }
  const last = [...seen].sort().at(-1);
  if (last !== undefined) read.publishedThrough = `${last.slice(0, 4)}-12-31`;
  return read;
}

function daysOfLine(line: string): PublishedDays['days'] | PublishedFault {
  const [first = '', ...rest] = line
    .replaceAll('"', '')
    .split(/[\s,，;；]+|(?:\.\.|至|到|~|—)/)
    .filter((part) => part !== '');
  const last = /^\d{4}/.test(rest[0] ?? '') ? rest.shift() : first;
  const kind = (rest.shift() ?? '').toLowerCase();
  if (last === undefined || !isDay(first) || !isDay(last)) return 'date';
  if (last < first) return 'order';
  if (!closed.has(kind) && !worked.has(kind)) return 'kind';
  const dates = daysBetween(first, last);
  if (dates.length > longest) return 'long';
  const name = rest.join(' ').slice(0, 40);
  return dates.map((date) => ({ date, off: closed.has(kind), name }));
}
