import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lagStep, lagSteps, lagWithin } from './lagSteps.ts';

const counts = (...lags: number[]): number[] => {
  const steps = new Array<number>(lagSteps).fill(0);
  for (const ms of lags) steps[lagStep(ms)] = (steps[lagStep(ms)] ?? 0) + 1;
  return steps;
};

describe('the step of a lag', () => {
  it.each([
    [-300_000, 0],
    [0, 0],
    [999, 0],
    [1000, 1],
    [1414, 1],
    [1415, 2],
    [1999, 2],
    [2000, 3],
    [86_400_000, 33],
    [10 ** 12, lagSteps - 1],
  ])('of %i ms is %i', (ms, step) => {
    expect(lagStep(ms)).toBe(step);
  });
});

describe('the time within which a share arrived', () => {
  it('is unknown without events', () => {
    expect(lagWithin(counts(), 0.95)).toBeNull();
  });

  it('is reached by the event at the share and by none before', () => {
    const nineteenQuick = [...new Array<number>(19).fill(500), 3_600_000];
    expect(lagWithin(counts(...nineteenQuick), 0.95)).toBe(1);
    expect(lagWithin(counts(...nineteenQuick), 0.951)).toBe(4096);
  });

  it('is never too little, and too much by two fifths and a second at most', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30_000_000_000 }), { minLength: 1 }), (lags) => {
        const told = lagWithin(counts(...lags), 0.5) ?? 0;
        const median = [...lags].sort((a, b) => a - b)[Math.ceil(lags.length / 2) - 1] ?? 0;
        expect(told + 0.5).toBeGreaterThanOrEqual(median / 1000);
        expect(told).toBeLessThanOrEqual((median / 1000) * 1.415 + 1.5);
      }),
    );
  });
});
