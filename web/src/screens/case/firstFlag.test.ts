import { expect, it } from 'vitest';
import type { FlagCard } from '#contract/wall';
import { firstFlag } from './firstFlag.ts';

const flag = (flagId: number, severity: string, status: string, raisedAt = '2026-11-01T00:00:00Z') =>
  ({ flagId, severity, status, raisedAt }) as FlagCard;

it('is the worst that stands, the newest of equals, and one that ended only where none stands', () => {
  expect(firstFlag([])).toBeNull();
  expect(firstFlag([flag(1, 'red', 'closed'), flag(2, 'notice', 'raised')])).toBe(2);
  expect(firstFlag([flag(1, 'yellow', 'sent'), flag(2, 'red', 'raised')])).toBe(2);
  expect(firstFlag([flag(1, 'red', 'sent'), flag(2, 'red', 'raised', '2026-11-02T00:00:00Z')])).toBe(2);
  expect(firstFlag([flag(1, 'yellow', 'closed'), flag(2, 'red', 'withdrawn')])).toBe(2);
});
