import { expect, test } from 'vitest';
import { at, cnCalendar, knowledgeOf, tell, world } from '../../testing/scenario.ts';
import { heldTime, suspendedSpans } from './heldTime.ts';

const day = 86_400_000;

test('a weekend is no time that anybody had a case for', () => {
  const held = heldTime(cnCalendar(), []);
  expect(held(at('2026-03-06 12:00'), at('2026-03-09 12:00'))).toEqual({ worked: day, suspended: 0 });
  expect(held(at('2026-03-07 12:00'), at('2026-03-08 12:00')).worked).toBe(0);
  expect(held(at('2026-03-09 12:00'), at('2026-03-09 11:00')).worked).toBe(0);
});

test('of a holding, what was suspended and counts is told apart', () => {
  const approved = { kind: 'hearing', approvedDays: 2, approver: 'u', reason: 'x', notice: 'n' } as const;
  const { state } = tell(
    [
      ['accepted', '2026-03-02 10:00'],
      ['suspended', '2026-03-04 09:00', approved],
      ['resumed', '2026-03-10 09:00'],
    ],
    '2026-03-11 09:00',
  );
  const spans = suspendedSpans(state, knowledgeOf(world()), at('2026-03-11 09:00'));
  expect(spans.length).toBe(1);
  const held = heldTime(cnCalendar(), spans);
  // approved for two working days: the rest of the time it stood still for nothing
  expect(held(at('2026-03-02 00:00'), at('2026-03-11 00:00'))).toEqual({
    worked: 7 * day,
    suspended: 2 * day,
  });
  expect(held(at('2026-03-10 00:00'), at('2026-03-11 00:00')).suspended).toBe(0);
});
