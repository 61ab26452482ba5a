import { expect, test } from 'vitest';
import { addCounts, nothing } from './sums.ts';

test('counts are added where they are named, and all others stay', () => {
  const sums = nothing();
  addCounts(sums, { submitted: 2, due: 5 });
  addCounts(sums, { submitted: 1, dueOnTime: 4 });
  const { submitted, due, dueOnTime, ...others } = sums.counts;
  expect({ submitted, due, dueOnTime }).toEqual({ submitted: 3, due: 5, dueOnTime: 4 });
  expect(new Set(Object.values(others))).toEqual(new Set([0]));
});

test('what is added to one unit is not added to another', () => {
  const [one, other] = [nothing(), nothing()];
  addCounts(one, { submitted: 1 });
  one.items.add('permit');
  one.handled.push(new Float64Array(1));
  expect(other).toEqual(nothing());
});
