import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at, cnCalendar } from '../../testing/scenario.ts';
import { endOfWorkdays, rungAt, runOutBefore } from './followupTerms.ts';

const calendar = cnCalendar();
const instant = fc.integer({ min: at('2026-01-01'), max: at('2026-12-31') });

test('what began before an instant has run out, and nothing that began later', () => {
  fc.assert(
    fc.property(instant, instant, fc.integer({ min: 1, max: 30 }), (begin, now, count) => {
      expect(begin < runOutBefore(calendar, now, count)).toBe(endOfWorkdays(calendar, begin, count) <= now);
    }),
  );
});

test('a rung is so many working days more', () => {
  fc.assert(
    fc.property(
      instant,
      fc.integer({ min: 1, max: 10 }),
      fc.integer({ min: 0, max: 10 }),
      (begin, count, after) => {
        expect(rungAt(calendar, endOfWorkdays(calendar, begin, count), { after, tell: ['owner'] })).toBe(
          endOfWorkdays(calendar, begin, count + after),
        );
      },
    ),
  );
});

test('a weekend flag has all of Monday', () => {
  expect(runOutBefore(calendar, at('2026-03-09 23:59'), 1)).toBe(at('2026-03-06'));
  expect(runOutBefore(calendar, at('2026-03-10 00:00'), 1)).toBe(at('2026-03-09'));
});
