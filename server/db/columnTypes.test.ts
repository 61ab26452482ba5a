import { describe, expect, it } from 'vitest';
import { parseInstant } from './columnTypes.ts';

describe('parseInstant', () => {
  it.each([
    ['2026-11-21 01:30:00+00', '2026-11-21T01:30:00.000Z'],
    ['2026-11-21 01:30:00.5+00', '2026-11-21T01:30:00.500Z'],
    ['2026-11-21 01:30:00.05+00', '2026-11-21T01:30:00.050Z'],
    ['2026-11-21 01:30:00.123456+00', '2026-11-21T01:30:00.123Z'],
    ['2026-11-21 01:30:59.999999+00', '2026-11-21T01:30:59.999Z'],
    ['2026-11-21 09:30:00+08', '2026-11-21T01:30:00.000Z'],
    ['2026-11-21 09:30:00.25+05:30', '2026-11-21T04:00:00.250Z'],
    ['2026-11-21 01:30:00', '2026-11-21T01:30:00.000Z'],
    ['1999-12-31 23:59:59.999', '1999-12-31T23:59:59.999Z'],
  ])('reads %s', (text, expected) => {
    expect(new Date(parseInstant(text)).toISOString()).toBe(expected);
  });

  it('keeps infinity', () => {
    expect([parseInstant('infinity'), parseInstant('-infinity')]).toEqual([Infinity, -Infinity]);
  });
});
