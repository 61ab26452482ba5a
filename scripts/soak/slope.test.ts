import { describe, expect, it } from 'vitest';
import { slope } from './slope.ts';

describe('slope', () => {
  it('is exact, without doubt, where all points lie on a line', () => {
    const found = slope([
      [0, 1],
      [1, 3],
      [2, 5],
      [3, 7],
    ]);
    expect(found?.value).toBeCloseTo(2);
    expect(found?.interval[1]).toBeCloseTo(2);
  });

  it('comes with the interval of Student’s t', () => {
    const found = slope([
      [1, 2],
      [2, 4],
      [3, 5],
      [4, 4],
      [5, 5],
    ]);
    expect(found?.value).toBeCloseTo(0.6);
    // standard error √(2.4 / 3 / 10), three degrees of freedom
    expect(found?.interval[0]).toBeCloseTo(0.6 - 3.182 * Math.sqrt(0.08), 3);
    expect(found?.interval[1]).toBeCloseTo(0.6 + 3.182 * Math.sqrt(0.08), 3);
  });

  it('knows the quantiles beyond its table', () => {
    const ys = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1];
    const found = slope(ys.map((y, x) => [x, y] as const))!;
    const left = ys.reduce((sum, y, x) => sum + (y - 0.5 - found.value * (x - 5.5)) ** 2, 0);
    expect((found.interval[1] - found.value) / Math.sqrt(left / 10 / 143)).toBeCloseTo(2.228, 2);
  });

  it('is unknown of two points, or of one moment', () => {
    expect(
      slope([
        [0, 1],
        [1, 3],
      ]),
    ).toBeUndefined();
    expect(
      slope([
        [1, 1],
        [1, 2],
        [1, 3],
      ]),
    ).toBeUndefined();
  });
});
