import type { WallHour, Yesterday } from '#contract/wall';
import { describe, expect, it } from 'vitest';
import { curveOfToday, curveOfYesterday, curvePath } from './dayCurve.ts';

const today: WallHour[] = [
  [0, 8, 4, 1],
  [1, 8, 2, 0],
  [0, 9, 3, 2],
];
const yesterday: Yesterday = {
  submitted: 5,
  concluded: 1,
  hours: [
    [8, 5, 1],
    [20, 2, 6],
  ],
  alike: true,
};

describe('curveOfToday', () => {
  it('grows hour by hour over all regions, and ends now', () => {
    const points = curveOfToday(today, 'submitted', { hour: 9, minute: 30 });
    expect(points.slice(8)).toEqual([
      [8, 0],
      [9, 6],
      [9.5, 9],
    ]);
    expect(curveOfToday(today, 'concluded', { hour: 9, minute: 30 }).at(-1)).toEqual([9.5, 3]);
  });

  it('is a point at midnight', () => {
    expect(curveOfToday([], 'submitted', { hour: 0, minute: 0 })).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });
});

describe('curveOfYesterday', () => {
  it('runs to the end of the day', () => {
    const points = curveOfYesterday(yesterday, 'concluded');
    expect(points).toHaveLength(25);
    expect(points[9]).toEqual([9, 1]);
    expect(points.at(-1)).toEqual([24, 7]);
  });
});

describe('curvePath', () => {
  it('draws from the lower left, the top at 0', () => {
    expect(
      curvePath(
        [
          [0, 0],
          [12, 5],
          [24, 10],
        ],
        10,
      ),
    ).toBe('M0 100L12 50L24 0');
    expect(curvePath([], 10)).toBe('');
    expect(curvePath([[0, 0]], 0)).toBe('M0 100');
  });
});
