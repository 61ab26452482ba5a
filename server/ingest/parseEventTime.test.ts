import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEventTime } from './parseEventTime.ts';

describe('the time of an event', () => {
  it('is read with any offset, to the microsecond', () => {
    expect(parseEventTime('2026-11-21T09:30:00+08:00')).toBe(Date.UTC(2026, 10, 21, 1, 30) * 1000);
    expect(parseEventTime('2026-11-21t01:30:00.123456789z')).toBe(
      Date.UTC(2026, 10, 21, 1, 30) * 1000 + 123_456,
    );
    expect(parseEventTime('2024-02-29T23:59:59.5-01:30')).toBe(Date.UTC(2024, 2, 1, 1, 29, 59, 500) * 1000);
    expect(parseEventTime('0099-01-01T00:00:00Z')).toBe(new Date('0099-01-01T00:00:00Z').getTime() * 1000);
  });

  it.each([
    'yesterday',
    '',
    '2026-11-21',
    '2026-11-21T09:30:00',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-11-21T24:00:00Z',
    '2026-11-21T09:60:00Z',
    '2026-11-21T09:30:00.Z',
    '2026-11-21T09:30:00+0800',
    '2026-11-21T09:30:00+25:00',
    '2026-11-21T09:30:00Z ',
    '+02026-11-21T09:30:00Z',
    '0000-01-01T00:00:00Z',
    '２０２６-11-21T09:30:00Z',
  ])('is not %s', (text) => {
    expect(parseEventTime(text)).toBeUndefined();
  });

  it('agrees with the platform on every valid instant', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          expect(parseEventTime(date.toISOString())).toBe(date.getTime() * 1000);
        },
      ),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseEventTime(text)));
  });
});
