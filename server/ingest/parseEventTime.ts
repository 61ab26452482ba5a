const digit = (text: string, at: number): number => {
  const value = text.charCodeAt(at) - 48;
  return value >= 0 && value <= 9 ? value : Number.NaN;
};
const two = (text: string, at: number): number => digit(text, at) * 10 + digit(text, at + 1);

const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const daysOf = (year: number, month: number): number =>
  month === 2 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0))
    ? 28
    : (monthDays[month - 1] ?? 0);

/**
 * Microseconds since 1970 of an RFC 3339 date-time with offset ("2026-11-21T09:30:00+08:00"); digits beyond
 * microseconds are cut. Undefined for anything else: no offset, no such day, 24:00.
 */
export function parseEventTime(text: string): number | undefined {
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  const hour = two(text, 11);
  const minute = two(text, 14);
  const second = two(text, 17);
  const separator = text.charCodeAt(10) | 32;
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45 || separator !== 116) return undefined;
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return undefined;
  // written so that NaN, from anything that is no digit, fails each of them
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month))) return undefined;
  if (!(hour <= 23 && minute <= 59 && second <= 60)) return undefined;
  let at = 19;
  let micros = 0;
  if (text.charCodeAt(at) === 46) {
    let unit = 100_000;
    let value = digit(text, (at += 1));
    if (Number.isNaN(value)) return undefined;
    for (; !Number.isNaN(value); value = digit(text, (at += 1))) {
      micros += value * Math.floor(unit);
      unit /= 10;
    }
  }
  const offset = offsetMinutes(text, at);
  if (offset === undefined) return undefined;
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day);
  return (midnight + ((hour * 60 + minute - offset) * 60 + second) * 1000) * 1000 + micros;
}

function offsetMinutes(text: string, at: number): number | undefined {
  const sign = text.charCodeAt(at);
  if ((sign | 32) === 122) return text.length === at + 1 ? 0 : undefined;
  if (sign !== 43 && sign !== 45) return undefined;
  const hours = two(text, at + 1);
  const minutes = two(text, at + 4);
  if (text.charCodeAt(at + 3) !== 58 || text.length !== at + 6 || !(hours <= 23 && minutes <= 59))
    return undefined;
  return (sign === 43 ? 1 : -1) * (hours * 60 + minutes);
}
