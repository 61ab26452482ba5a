import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duePolicies, limitUnits } from '#contract/limit';
import type { Instant } from '#contract/time';
import { at, cnCalendar, eventsOf, knowledgeOf, world, type Line } from '../../testing/scenario.ts';
import { dayNumber, dayText } from '../calendar/localDay.ts';
import { workCalendar, type WorkCalendar } from '../calendar/workCalendar.ts';
import { foldCase } from '../cases/foldCase.ts';
import { caseClock } from './caseClock.ts';

const minute = 60_000;
const calendars = new Map(duePolicies.map((policy) => [policy, cnCalendar(policy)]));
const start = at('2026-01-05 09:00');

const span = fc.record({
  /** Minutes from acceptance. */
  after: fc.integer({ min: 0, max: 20 * 1440 }),
  lasts: fc.integer({ min: 1, max: 20 * 1440 }),
  approvedDays: fc.integer({ min: 1, max: 12 }),
});
type Span = typeof span extends fc.Arbitrary<infer T> ? T : never;

const given = fc.record({
  minute: fc.integer({ min: 0, max: 300 * 1440 }),
  limit: fc.record({ value: fc.integer({ min: 1, max: 25 }), unit: fc.constantFrom(...limitUnits) }),
  policy: fc.constantFrom(...duePolicies),
  extension: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
  suspensions: fc.array(span, { maxLength: 2 }),
});
type Given = typeof given extends fc.Arbitrary<infer T> ? T : never;

const plain = knowledgeOf(world());
const text = (instant: Instant): string =>
  new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

function dueOf({ minute: offset, limit, extension, suspensions }: Given, calendar: WorkCalendar): Instant {
  const acceptedAt = start + offset * minute;
  const lines: Line[] = [['accepted', text(acceptedAt), { promisedLimit: limit }]];
  const held = { kind: 'testing', approver: 'u', reason: 'r', notice: 'n' } as const;
  let free = acceptedAt;
  for (const { after, lasts, approvedDays } of suspensions.toSorted((a, b) => a.after - b.after)) {
    const from = Math.max(free, acceptedAt + after * minute);
    free = from + lasts * minute;
    lines.push(['suspended', text(from), { ...held, approvedDays }], ['resumed', text(free)]);
  }
  if (extension !== undefined)
    lines.push(['extended', text(acceptedAt + minute), { days: extension, approver: 'head', reason: 'r' }]);
  const state = foldCase(eventsOf(lines), '');
  const knowledge = { ...plain, calendarOf: () => calendar };
  return caseClock(state, state.round, knowledge, Infinity).promised?.due ?? NaN;
}

describe('a due date is never brought nearer', { timeout: 60_000 }, () => {
  it('by one more holiday', () => {
    fc.assert(
      fc.property(given, fc.integer({ min: -2, max: 60 }), (told, days) => {
        const calendar = calendars.get(told.policy)!;
        const holiday = dayText(dayNumber('2026-01-05') + Math.floor(told.minute / 1440) + days);
        const others = calendar.version.days.filter(({ day }) => day !== holiday);
        const more = workCalendar({
          ...calendar.version,
          days: [...others, { day: holiday, off: true, name: '临时放假' }],
        });
        expect(dueOf(told, more)).toBeGreaterThanOrEqual(dueOf(told, calendar));
      }),
      { numRuns: 500 },
    );
  });

  it('by one more suspension', () => {
    fc.assert(
      fc.property(given, span, (told, one: Span) => {
        const calendar = calendars.get(told.policy)!;
        const before = dueOf({ ...told, suspensions: [] }, calendar);
        const after = dueOf({ ...told, suspensions: [one] }, calendar);
        expect(after).toBeGreaterThanOrEqual(before);
        const last = { ...one, after: 20 * 1440 + one.after };
        expect(dueOf({ ...told, suspensions: [...told.suspensions, last] }, calendar)).toBeGreaterThanOrEqual(
          dueOf(told, calendar),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
