import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstBounds, rampBounds, rampStep, steadyBounds } from './ramp.ts';

describe('rampStep', () => {
  it('puts a value on the bound it reaches', () => {
    const bounds = [0, 1, 15, 30, 60, 90, 120];
    expect([0, 1, 14, 15, 119, 120, 5000].map((value) => rampStep(bounds, value))).toEqual([
      0, 1, 1, 2, 5, 6, 6,
    ]);
  });
});

describe('rampBounds', () => {
  it('makes seven strictly ascending bounds from 0 and 1 on, whatever the values', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000)), (values) => {
        const bounds = rampBounds(values);
        expect(bounds).toHaveLength(7);
        expect(bounds.slice(0, 2)).toEqual([0, 1]);
        for (let index = 1; index < 7; index++) expect(bounds[index]!).toBeGreaterThan(bounds[index - 1]!);
      }),
    );
  });

  it('spreads ordinary values over the steps with round bounds', () => {
    expect(rampBounds(Array.from({ length: 100 }, (_, index) => index + 1))).toEqual([
      0, 1, 20, 40, 60, 80, 100,
    ]);
    expect(rampBounds([])).toEqual(firstBounds);
  });
});

describe('steadyBounds', () => {
  const before = [0, 1, 20, 40, 60, 80, 100];

  it('keeps the scale while the lightest step stays rare', () => {
    const values = [...Array.from({ length: 95 }, () => 30), 100, 120];
    expect(steadyBounds(values, before)).toBe(before);
  });

  it('makes a new scale when the numbers have outgrown it', () => {
    expect(
      steadyBounds(
        Array.from({ length: 50 }, (_, index) => 80 + index * 4),
        before,
      ),
    ).not.toBe(before);
  });

  it('keeps the scale over an hour without anything', () => {
    expect(steadyBounds([0, 0, 0], before)).toBe(before);
  });
});
