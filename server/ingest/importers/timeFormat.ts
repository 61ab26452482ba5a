import { Problem } from '#contract/problem';
import type { Precision } from '#contract/source';

/** What a text says, before it is known in which zone. */
export interface WrittenTime {
  year: number;
  month: number;
  date: number;
  /** Milliseconds since midnight; 24:00 is allowed. */
  sinceMidnight: number;
  /** Offset from UTC in ms, when the text gives one. */
  offset: number | undefined;
  precision: Precision;
}

/** Reads one text; undefined when it has another form, or names a day or an hour that does not exist. */
export interface TimeFormat {
  (text: string): WrittenTime | undefined;
  precision: Precision;
}

type Field = 'year' | 'month' | 'date' | 'hour' | 'minute' | 'second' | 'fraction' | 'half' | 'offset';
const tokens: [RegExp, Field, string][] = [
  [/^(yyyy|YYYY)/, 'year', '(\\d{4})'],
  [/^MM/, 'month', '(\\d{2})'],
  [/^M/, 'month', '(\\d{1,2})'],
  [/^(dd|DD)/, 'date', '(\\d{2})'],
  [/^(d|D)/, 'date', '(\\d{1,2})'],
  [/^(HH|hh)/, 'hour', '(\\d{2})'],
  [/^(H|h)/, 'hour', '(\\d{1,2})'],
  [/^mm/, 'minute', '(\\d{2})'],
  [/^ss/, 'second', '(\\d{2})'],
  [/^S+/, 'fraction', '(\\d{1,9})'],
  [/^a/, 'half', '(AM|PM|am|pm|上午|下午)'],
  [/^(XXX|ZZZ|Z|X)/, 'offset', '(Z|z|[+-]\\d{2}(?::?\\d{2})?)'],
];

const known = new Map<string, TimeFormat>();

/**
 * Compiles a pattern such as `MM/dd/yyyy hh:mm:ss a`, `YYYYMMDDThhmmss` or `yyyy-MM-dd'T'HH:mm:ss.SSSXXX`. `hh` is
 * a 12-hour clock only beside `a`. @throws Problem when it names no year, month and day, or has an unknown letter.
 */
export function timeFormat(pattern: string): TimeFormat {
  const remembered = known.get(pattern);
  if (remembered) return remembered;
  const fields: Field[] = [];
  let source = '';
  let rest = pattern;
  while (rest !== '') {
    const token = tokens.find(([letters]) => letters.test(rest));
    const quoted = /^'([^']*)'/.exec(rest);
    if (token) {
      fields.push(token[1]);
      source += token[2];
      rest = rest.replace(token[0], '');
    } else if (quoted) {
      source += literal(quoted[1] ?? '');
      rest = rest.slice(quoted[0].length);
    } else {
      const letter = rest.charAt(0);
      if (/[A-SU-Za-z]/.test(letter))
        throw new Problem(
          'invalid',
          `the time format ${pattern} has an unknown letter ${letter}; put text in '…'.`,
        );
      source += literal(letter);
      rest = rest.slice(1);
    }
  }
  for (const needed of ['year', 'month', 'date'] as const)
    if (!fields.includes(needed))
      throw new Problem(
        'invalid',
        `the time format ${pattern} does not say the ${needed === 'date' ? 'day' : needed}.`,
      );
  const read = reader(new RegExp(`^${source}$`), fields);
  known.set(pattern, read);
  return read;
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

function reader(form: RegExp, fields: readonly Field[]): TimeFormat {
  const at = (field: Field): number => fields.indexOf(field) + 1;
  const where = {
    year: at('year'),
    month: at('month'),
    date: at('date'),
    hour: at('hour'),
    minute: at('minute'),
  };
  const [second, fraction, half, offset] = [at('second'), at('fraction'), at('half'), at('offset')];
  const precision: Precision = where.hour === 0 ? 'day' : second === 0 ? 'minute' : 'second';
  const read = (text: string): WrittenTime | undefined => {
    const found = form.exec(text);
    if (!found) return undefined;
    const number = (index: number): number => (index === 0 ? 0 : Number(found[index]));
    const [year, month, date] = [number(where.year), number(where.month), number(where.date)];
    const hour = hourOfDay(number(where.hour), half === 0 ? undefined : found[half]);
    const minute = number(where.minute);
    const seconds = number(second);
    if (hour === undefined || !exists(year, month, date, hour, minute, seconds)) return undefined;
    const thousandths = fraction === 0 ? 0 : Math.floor(Number(`0.${found[fraction] ?? '0'}`) * 1000);
    const sinceMidnight = ((hour * 60 + minute) * 60 + seconds) * 1000 + thousandths;
    return {
      year,
      month,
      date,
      sinceMidnight,
      offset: offset === 0 ? undefined : offsetOf(found[offset] ?? 'Z'),
      precision,
    };
  };
  return Object.assign(read, { precision });
}

function hourOfDay(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (/pm|下午/i.test(half) ? 12 : 0);
}

function exists(
  year: number,
  month: number,
  date: number,
  hour: number,
  minute: number,
  second: number,
): boolean {
  if (month < 1 || month > 12 || date < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  const clock = minute <= 59 && second <= 59 && (hour <= 23 || (hour === 24 && minute === 0 && second === 0));
  return date <= days && clock;
}

function offsetOf(text: string): number {
  if (text === 'Z' || text === 'z') return 0;
  const digits = text.slice(1).replace(':', '').padEnd(4, '0');
  const size = (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
  return text.startsWith('-') ? -size : size;
}
