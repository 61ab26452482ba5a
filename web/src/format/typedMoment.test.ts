import { expect, it } from 'vitest';
import { instantOfTyped, typedMoment } from './typedMoment.ts';

it.each([
  ['Asia/Shanghai', '2026-11-22T10:26', '2026-11-22T02:26:00.000Z'],
  ['America/New_York', '2026-11-22T10:26', '2026-11-22T15:26:00.000Z'],
  ['Asia/Kathmandu', '2026-01-01T00:15', '2025-12-31T18:30:00.000Z'],
])('is what the office’s clock shows, whatever this machine’s does: %s', (timezone, typed, instant) => {
  expect(new Date(instantOfTyped(typed, timezone)).toISOString()).toBe(instant);
  expect(typedMoment(Date.parse(instant), timezone)).toBe(typed);
});

it('takes seconds that some browsers add, and nothing is no moment', () => {
  expect(new Date(instantOfTyped('2026-11-22T10:26:30', 'Asia/Shanghai')).toISOString()).toBe(
    '2026-11-22T02:26:00.000Z',
  );
  expect(instantOfTyped('', 'Asia/Shanghai')).toBeNaN();
});
