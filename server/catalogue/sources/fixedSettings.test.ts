import { expect, it } from 'vitest';
import { defaultSourceSettings as plain } from '#contract/source';
import { changedFixed, judgedOtherwise } from './fixedSettings.ts';

it('names a setting by which cases were computed, and lets the others change', () => {
  expect(changedFixed(plain, { ...plain, precision: 'minute', departments: ['D'] })).toBeUndefined();
  expect(changedFixed(plain, { ...plain, trustDueDates: true })).toBe('trustDueDates');
  expect(changedFixed(plain, { ...plain, calendar: 'WEEKDAYS' })).toBe('calendar');
});

it('lets a source be told not to express what credits nothing', () => {
  expect(changedFixed(plain, { ...plain, cannotExpress: ['case.delivered'] })).toBeUndefined();
  expect(changedFixed(plain, { ...plain, cannotExpress: ['suspension.approver'] })).toBe('cannotExpress');
});

it('has cases judged again for what rules look at, and for nothing else', () => {
  expect(judgedOtherwise(plain, { ...plain, values: { score: { '1': 5 } } })).toBe(false);
  expect(judgedOtherwise(plain, { ...plain, precision: 'day' })).toBe(true);
  expect(judgedOtherwise(plain, { ...plain, cannotExpress: ['case.delivered'] })).toBe(true);
});
