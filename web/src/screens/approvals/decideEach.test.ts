import { Problem } from '#contract/problem';
import { expect, test } from 'vitest';
import { decideEach } from './decideEach.ts';

const failing = (code: Problem['code'], at: number) => (thing: number) =>
  thing === at ? Promise.reject(new Problem(code, code)) : Promise.resolve();

test('one that is refused does not hold up the others', async () => {
  const { done, refused, stopped } = await decideEach([1, 2, 3], failing('stale_version', 2));
  expect({ done, stopped }).toEqual({ done: 2, stopped: null });
  expect(refused).toMatchObject([{ thing: 2, problem: { code: 'stale_version' } }]);
});

test('a lost connection ends it, and what was done stays done', async () => {
  const asked: number[] = [];
  const { done, refused, stopped } = await decideEach([1, 2, 3], (thing) => {
    asked.push(thing);
    return failing('internal', 2)(thing);
  });
  expect({ done, refused, asked }).toEqual({ done: 1, refused: [], asked: [1, 2] });
  expect(stopped).toMatchObject({ code: 'internal' });
});
