import pg from 'pg';

type Parse = (text: string) => unknown;

const digits = (text: string, from: number, to: number): number => {
  let value = 0;
  for (let i = from; i < to; i += 1) value = value * 10 + text.charCodeAt(i) - 48;
  return value;
};

/**
 * Epoch milliseconds of a timestamp as PostgreSQL writes it in a session whose time zone is UTC and whose
 * DateStyle is ISO ("2026-11-21 01:30:00.123+00"). Anything else (infinity, BC, another zone) goes the slow way.
 */
export function parseInstant(text: string): number {
  const zone = text.endsWith('+00') ? text.length - 3 : text.length;
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(10) !== 32 || zone < 19 || zone > 26)
    return parseUnusual(text);
  if (zone === text.length && text.length > 19 && text.charCodeAt(19) !== 46) return parseUnusual(text);
  // beyond milliseconds a fraction is cut, not rounded: an instant must never move into the next second
  const fraction = zone > 20 ? digits(text, 20, Math.min(zone, 23)) * 10 ** Math.max(0, 23 - zone) : 0;
  return Date.UTC(
    digits(text, 0, 4),
    digits(text, 5, 7) - 1,
    digits(text, 8, 10),
    digits(text, 11, 13),
    digits(text, 14, 16),
    digits(text, 17, 19),
    fraction,
  );
}

function parseUnusual(text: string): number {
  if (text === 'infinity') return Infinity;
  if (text === '-infinity') return -Infinity;
  const parsed = pg.types.getTypeParser(1184)(text);
  return parsed instanceof Date ? parsed.getTime() : Number.NaN;
}

const textArrayId: number = 1009;
const textArray = pg.types.getTypeParser(textArrayId);
const arrayOf =
  (parse: Parse): Parse =>
  (text) => {
    const items: unknown = textArray(text);
    return Array.isArray(items)
      ? items.map((item: string | null) => (item === null ? null : parse(item)))
      : items;
  };
const asText: Parse = (text) => text;

const parsers = new Map<number, Parse>([
  [20, Number],
  [1700, Number],
  [1082, asText],
  [1114, parseInstant],
  [1184, parseInstant],
  [1016, arrayOf(Number)],
  [1231, arrayOf(Number)],
  [1182, arrayOf(asText)],
  [1115, arrayOf(parseInstant)],
  [1185, arrayOf(parseInstant)],
]);

/** int8 and numeric → number, date → 'YYYY-MM-DD', timestamps → epoch milliseconds; arrays of them likewise. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(id)) ?? pg.types.getTypeParser(id, format),
};
