import { expect, it } from 'vitest';
import { emitBudget } from './emitBudget.ts';

it('keeps a stream of large messages at the average it was given', () => {
  const budget = emitBudget(16_000, 32_000);
  let sent = 0;
  for (let now = 0; now < 60_000; now += 250) {
    if (!budget.mayEmit(now)) continue;
    sent += 9000;
    budget.spend(9000, now);
  }
  expect(sent / 60).toBeLessThanOrEqual(16_000 * 1.1);
  expect(sent / 60).toBeGreaterThan(16_000 * 0.9);
});

it('never holds back a stream below the average', () => {
  const budget = emitBudget(16_000, 32_000);
  for (let now = 0; now < 60_000; now += 250) {
    expect(budget.mayEmit(now)).toBe(true);
    budget.spend(3900, now);
  }
});
