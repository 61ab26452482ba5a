import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Precision } from '#contract/source';
import { timeReader, type TimeReader } from './parseTime.ts';

const reader = (
  formats: string[] | undefined,
  timezone = 'Asia/Shanghai',
  precision?: Precision,
): TimeReader => timeReader({ formats, timezone, precision });

function iso(read: TimeReader, text: string, means: 'event' | 'due' = 'event'): string {
  const time = read(text, means);
  return 'fault' in time ? time.fault : new Date(time.at).toISOString();
}

describe('timeReader', () => {
  it.each([
    ['MM/dd/yyyy hh:mm:ss a', '01/01/2015 12:25:36 AM', '2014-12-31T16:25:36.000Z'],
    ['MM/dd/yyyy hh:mm:ss a', '07/04/2015 12:00:00 pm', '2015-07-04T04:00:00.000Z'],
    ['M/d/yyyy H:mm', '7/4/2015 9:05', '2015-07-04T01:05:00.000Z'],
    ['yyyy年M月d日 a h:mm', '2026年1月2日 下午 3:04', '2026-01-02T07:04:00.000Z'],
    ['YYYYMMDDThhmmss', '20260102T030405', '2026-01-01T19:04:05.000Z'],
    ['YYYYMMDDhhmmss', '20260102150405', '2026-01-02T07:04:05.000Z'],
    ['YYYYMMDDhh:mm:ss', '2026010215:04:05', '2026-01-02T07:04:05.000Z'],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", '2011-10-11T13:42:22.688+02:00', '2011-10-11T11:42:22.688Z'],
    ['yyyy-MM-dd HH:mm:ss.S', '2026-01-02 15:04:05.123456', '2026-01-02T07:04:05.123Z'],
    ['yyyy-MM-dd HH:mm:ss', '2026-01-02 24:00:00', '2026-01-02T16:00:00.000Z'],
  ])('reads %s', (format, text, expected) => {
    expect(iso(reader([format]), text)).toBe(expected);
  });

  it.each([
    ['2026-01-02T15:04:05.5+05:30', '2026-01-02T09:34:05.500Z'],
    ['2026-01-02T15:04:05Z', '2026-01-02T15:04:05.000Z'],
    ['2026-01-02 15:04:05', '2026-01-02T07:04:05.000Z'],
    ['2005-03-23 00:00:00+01:00', '2005-03-22T23:00:00.000Z'],
    ['2026/1/2 5:04', '2026-01-01T21:04:00.000Z'],
    ['20260102T030405', '2026-01-01T19:04:05.000Z'],
    ['20260102150405', '2026-01-02T07:04:05.000Z'],
    ['2026010215:04:05', '2026-01-02T07:04:05.000Z'],
    ['20260102', '2026-01-01T16:00:00.000Z'],
  ])('reads %s without being told how', (text, expected) => {
    expect(iso(reader(undefined), text)).toBe(expected);
  });

  it('means by a day the beginning of it as an event and the end of it as a due date', () => {
    const read = reader(undefined, 'America/New_York');
    expect(iso(read, '2015-03-08', 'event')).toBe('2015-03-08T05:00:00.000Z');
    expect(iso(read, '2015-03-08', 'due')).toBe('2015-03-09T04:00:00.000Z');
    expect(iso(reader(undefined, 'Asia/Shanghai', 'day'), '2015-03-08 10:00:00', 'due')).toBe(
      '2015-03-08T16:00:00.000Z',
    );
    expect(read('2015-03-08', 'due')).toMatchObject({ precision: 'day' });
    expect(reader(undefined)('2015-03-08 10:00', 'due')).toMatchObject({ precision: 'minute' });
  });

  it('takes an hour that the clocks skip as if they had not, and of one that comes twice the first', () => {
    const read = reader(['yyyy-MM-dd HH:mm'], 'America/New_York');
    expect(iso(read, '2015-03-08 01:59')).toBe('2015-03-08T06:59:00.000Z');
    expect(iso(read, '2015-03-08 02:30')).toBe('2015-03-08T07:30:00.000Z');
    expect(iso(read, '2015-03-08 03:00')).toBe('2015-03-08T07:00:00.000Z');
    expect(iso(read, '2015-11-01 00:59')).toBe('2015-11-01T04:59:00.000Z');
    expect(iso(read, '2015-11-01 01:30')).toBe('2015-11-01T05:30:00.000Z');
    expect(iso(read, '2015-11-01 02:00')).toBe('2015-11-01T07:00:00.000Z');
    // clocks in Beirut skip midnight itself
    expect(iso(reader(['yyyy-MM-dd HH:mm'], 'Asia/Beirut'), '2021-03-28 00:30')).toBe(
      '2021-03-27T22:30:00.000Z',
    );
  });

  it('agrees with Intl on every wall time that exists once', () => {
    const zones = [
      'America/New_York',
      'Europe/Amsterdam',
      'Asia/Shanghai',
      'Australia/Lord_Howe',
      'America/St_Johns',
    ];
    const span = { min: Date.UTC(1950, 0, 1), max: Date.UTC(2099, 0, 1) };
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer(span), (timeZone, at) => {
        const instant = Math.floor(at / 1000) * 1000;
        const show = (of: number): string =>
          new Date(of).toLocaleString('sv-SE', { timeZone, hourCycle: 'h23' }).slice(0, 19);
        const read = reader(['yyyy-MM-dd HH:mm:ss'], timeZone)(show(instant), 'event');
        if ('fault' in read) throw new Error(read.fault);
        expect(show(read.at)).toBe(show(instant));
        expect(read.at).toBeLessThanOrEqual(instant);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['2026-02-29', /no time of the form/],
    ['2026-13-01', /no time of the form/],
    ['2026-01-02 25:00:00', /no time of the form/],
    ['soon', /^"soon" is no time of the form YYYY-MM-DDThh:mm:ss\+hh:mm$/],
    ['0214-01-01', /lies in the year 214; years from 1900 to 2199 are taken/],
    ['x'.repeat(1000), /^"x{60}…" is no time/],
  ])('says what is wrong with %s', (text, fault) => {
    expect(iso(reader(undefined), text)).toMatch(fault);
  });
});
