import { expect, it } from 'vitest';
import { nextSpeed } from './nextSpeed.ts';

it('goes from speed to speed, also from one between, and no further than the last', () => {
  expect([1, 60, 100, 3600].map((speed) => nextSpeed(speed, 1))).toEqual([10, 300, 300, 3600]);
  expect([1, 60, 100, 3600].map((speed) => nextSpeed(speed, -1))).toEqual([1, 10, 60, 900]);
});
