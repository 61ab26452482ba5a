import { describe, expect, it } from 'vitest';
import { lateCases, type LogCase } from './compareLog.ts';

const one = (id: string, opened: number, due?: number, closed?: number): LogCase => ({
  id,
  opened,
  due,
  closed,
  steps: [],
});

describe('lateCases', () => {
  const cases = [
    one('in time', 1, 10, 10),
    one('late', 1, 10, 11),
    one('open', 1, 10),
    one('no deadline', 1),
    one('later', 50, 40),
  ];

  it.each([
    [10, [], []],
    [11, ['late'], ['open']],
    [10.5, [], ['late', 'open']],
    [50, ['late'], ['later', 'open']],
    [Infinity, ['late'], ['later', 'open']],
  ])('at %d', (asOf, concluded, open) => {
    expect(lateCases(cases, asOf)).toEqual({ concluded, open });
  });
});
