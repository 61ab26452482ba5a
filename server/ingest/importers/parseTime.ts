import type { Precision } from '#contract/source';
import type { Instant } from '#contract/time';
import { dayLength } from '../../domain/calendar/localDay.ts';
import { timezone } from '../../domain/calendar/timezone.ts';
import { timeFormat, type TimeFormat } from './timeFormat.ts';
import { instantOf } from './zonedTime.ts';

export interface ReadTime {
  at: Instant;
  precision: Precision;
}

/** Says of a text which instant it means, or what is wrong with it. */
export type TimeReader = (text: string, means: 'event' | 'due') => ReadTime | { fault: string };

export interface TimeWriting {
  /** Forms tried in turn; ISO 8601 and those of GB/T 39046 when there is none. */
  formats: readonly string[] | undefined;
  /** Zone of texts without an offset. */
  timezone: string;
  /** What the column is good for, whatever its texts pretend; as written when undefined. */
  precision: Precision | undefined;
}

const usual = [
  "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
  "yyyy-MM-dd'T'HH:mm:ssXXX",
  "yyyy-MM-dd'T'HH:mm:ss.SSS",
  "yyyy-MM-dd'T'HH:mm:ss",
  "yyyy-MM-dd'T'HH:mmXXX",
  "yyyy-MM-dd'T'HH:mm",
  'yyyy-MM-dd HH:mm:ss.SSSXXX',
  'yyyy-MM-dd HH:mm:ssXXX',
  'yyyy-MM-dd HH:mm:ss.SSS',
  'yyyy-MM-dd HH:mm:ss',
  'yyyy-MM-dd HH:mm',
  'yyyy-MM-dd',
  'yyyy/M/d H:mm:ss',
  'yyyy/M/d H:mm',
  'yyyy/M/d',
  'YYYYMMDDThhmmss',
  'YYYYMMDDhhmmss',
  'YYYYMMDDhh:mm:ss',
  'YYYYMMDD',
];

const firstYear = 1900;
const lastYear = 2199;

/**
 * Makes the reader of one column. A day without a time is, as an event, the day's beginning, and, as a due date,
 * its end: 00:00 of the next day in the column's zone. Years outside 1900–2199 are faults, never dates.
 */
export function timeReader(writing: TimeWriting): TimeReader {
  const zone = timezone(writing.timezone);
  const formats = writing.formats ?? usual;
  const readers = formats.map((pattern) => timeFormat(pattern));
  let lucky: TimeFormat | undefined;
  return (text, means) => {
    let written = lucky?.(text);
    for (let i = 0; written === undefined && i < readers.length; i += 1) {
      written = readers[i]?.(text);
      if (written) lucky = readers[i];
    }
    if (!written)
      return {
        fault: `${quoted(text)} is no time of the form ${writing.formats?.join(' or ') ?? 'YYYY-MM-DDThh:mm:ss+hh:mm'}`,
      };
    if (written.year < firstYear || written.year > lastYear)
      return {
        fault: `${quoted(text)} lies in the year ${written.year}; years from ${firstYear} to ${lastYear} are taken`,
      };
    const precision = coarser(written.precision, writing.precision);
    const dayOfText = Date.UTC(written.year, written.month - 1, written.date) / dayLength;
    const at =
      written.offset === undefined
        ? instantOf(zone, dayOfText, written.sinceMidnight)
        : dayOfText * dayLength + written.sinceMidnight - written.offset;
    if (precision !== 'day') return { at, precision };
    const day = written.offset === undefined ? dayOfText : zone.dayOf(at);
    return { at: zone.startOf(means === 'due' ? day + 1 : day), precision };
  };
}

const rank: Record<Precision, number> = { second: 0, minute: 1, day: 2 };

export function coarser(one: Precision, other: Precision | undefined): Precision {
  return other !== undefined && rank[other] > rank[one] ? other : one;
}

/** A value as a sentence shows it: in quotes, and never longer than a line. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
