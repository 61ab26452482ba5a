import { expect, it } from 'vitest';
import { nextStep, stepAfter, stepsDone } from './steps.ts';

const empty = {
  catalogue: { regions: 0, departments: 0, items: 0 },
  sources: [],
  firstFlag: null,
  screens: 0,
};
const heard = { sourceId: 1, name: 'a', uri: '/a', lastReceivedAt: '2026-11-22T01:00:00.000Z' };

it('begins with the city and goes on with what is left', () => {
  expect(nextStep(stepsDone(empty))).toBe('city');
  const imported = { ...empty, catalogue: { regions: 3, departments: 2, items: 1 } };
  expect(nextStep(stepsDone(imported))).toBe('source');
  expect(nextStep(stepsDone({ ...imported, sources: [{ ...heard, lastReceivedAt: null }] }))).toBe('event');
  expect(nextStep(stepsDone({ ...imported, sources: [heard] }))).toBe('flag');
});

it('takes a catalogue without items for half done, and stays at the wall when all is', () => {
  expect(stepsDone({ ...empty, catalogue: { regions: 3, departments: 2, items: 0 } }).catalogue).toBe(false);
  const flag = { flagId: 1, caseId: 'a', rule: 'TIM-02', severity: 'red', raisedAt: heard.lastReceivedAt };
  const whole = { catalogue: { regions: 1, departments: 1, items: 1 }, sources: [heard], firstFlag: flag };
  expect(nextStep(stepsDone({ ...whole, screens: 0 }))).toBe('wall');
  expect(nextStep(stepsDone({ ...whole, screens: 1 }))).toBe('wall');
  expect([stepAfter('city'), stepAfter('wall')]).toEqual(['catalogue', 'wall']);
});
