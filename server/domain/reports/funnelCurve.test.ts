import { expect, test } from 'vitest';
import { funnelCurve } from './funnelCurve.ts';

test('the curve runs from few to most observations, ever narrower, and 99.8 % lies outside 95 %', () => {
  const curve = funnelCurve(0.96, 14_302);
  expect([curve[0]?.n, curve.at(-1)?.n]).toEqual([10, 14_302]);
  for (const [at, one] of curve.entries()) {
    expect(one.low998).toBeLessThanOrEqual(one.low95);
    expect(one.high998).toBeGreaterThanOrEqual(one.high95);
    const before = curve[at - 1];
    if (before) {
      expect(one.n).toBeGreaterThan(before.n);
      expect(one.low998).toBeGreaterThan(before.low998);
    }
  }
});

test('few observations make a short curve, none make none', () => {
  expect(funnelCurve(0.5, 3).map(({ n }) => n)).toEqual([3]);
  expect(funnelCurve(null, 0)).toEqual([]);
});
