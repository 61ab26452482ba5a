import { expect, test } from 'vitest';
import { endOfMoment, startOfMoment } from './localMoment.ts';

test('a day runs from its midnight to the next in the zone', () => {
  expect(startOfMoment('2026-11-21', 'Asia/Shanghai')).toBe(Date.parse('2026-11-20T16:00:00Z'));
  expect(endOfMoment('2026-11-21', 'Asia/Shanghai')).toBe(Date.parse('2026-11-21T16:00:00Z'));
  expect(
    endOfMoment('2026-11-01', 'America/New_York') - startOfMoment('2026-11-01', 'America/New_York'),
  ).toBe(25 * 3_600_000);
});

test('an instant is itself at both ends', () => {
  const instant = '2026-11-21T09:30:00.250+08:00';
  expect(startOfMoment(instant, 'America/New_York')).toBe(Date.parse(instant));
  expect(endOfMoment(instant, 'America/New_York')).toBe(Date.parse(instant));
});
