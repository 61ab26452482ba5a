import { expect, test } from 'vitest';
import type { CaseEventType } from '#contract/caseEvent';
import { at } from '../../testing/scenario.ts';
import { checkAfter } from './checkAfter.ts';

const standing = at('2026-03-10 00:00');
const arrivedAt = at('2026-03-04 10:00');
const after = (type: CaseEventType, time = '2026-03-04 09:59', check: number | null = standing) =>
  checkAfter(check, [{ type, occurredAt: at(time) }], arrivedAt, false);

test.each<CaseEventType>(['case.step_completed', 'case.certificate_issued', 'case.delivered', 'case.rated'])(
  '%s waits for the check that stands',
  (type) => {
    expect(after(type)).toBe(standing);
  },
);

test.each<CaseEventType>(['case.pre_reviewed', 'case.fee_charged', 'case.concluded', 'case.extended'])(
  '%s is looked at when it comes',
  (type) => {
    expect(after(type)).toBe(arrivedAt);
  },
);

test('an event that comes more than an hour late is looked at, and so is any where no check stands', () => {
  expect(after('case.step_completed', '2026-03-04 09:00')).toBe(standing);
  expect(after('case.step_completed', '2026-03-04 08:59:59')).toBe(arrivedAt);
  expect(after('case.step_completed', '2026-03-04 09:59', null)).toBe(arrivedAt);
});

test('a case with a query is looked at whatever comes', () => {
  const rated = [{ type: 'case.rated' as const, occurredAt: at('2026-03-04 09:59') }];
  expect(checkAfter(standing, rated, arrivedAt, true)).toBe(arrivedAt);
});
