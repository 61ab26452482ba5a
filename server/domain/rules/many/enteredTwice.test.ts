import { expect, it } from 'vitest';
import { resultOf } from '../../../testing/groupResult.ts';
import { enteredTwice, type Filing } from './enteredTwice.ts';

const filing = (change: Partial<Filing> = {}): Filing => ({
  caseId: 'a',
  sourceId: 1,
  eventId: 'e1',
  at: 1_000_000,
  applicant: 'ref',
  precision: 'second',
  joint: false,
  ...change,
});
const twin = (change: Partial<Filing> = {}) => filing({ caseId: 'b', sourceId: 2, eventId: 'e2', ...change });

it.each<[name: string, one: Filing, others: Filing[], result: string]>([
  ['the same second', filing(), [twin()], 'raised info'],
  ['a minute later', filing(), [twin({ at: 1_060_000 })], 'raised info'],
  ['a second more', filing(), [twin({ at: 1_061_000 })], 'clear'],
  ['a minute earlier', filing(), [twin({ at: 940_000 })], 'raised info'],
  ['the same source', filing(), [twin({ sourceId: 1 })], 'clear'],
  ['another applicant', filing(), [twin({ applicant: 'other' })], 'clear'],
  [
    'an applicant nobody named',
    filing({ applicant: undefined }),
    [twin({ applicant: undefined })],
    'not_evaluable: no_applicant',
  ],
  ['nothing near', filing({ applicant: undefined }), [], 'clear'],
  ['a part of a joint case', filing({ joint: true }), [twin()], 'exempt: joint'],
  ['beside a part of a joint case', filing(), [twin({ joint: true })], 'clear'],
  ['days only', filing({ precision: 'day' }), [twin()], 'not_evaluable: precision'],
  ['days only in the other source', filing(), [twin({ precision: 'day' })], 'not_evaluable: precision'],
  ['minutes', filing({ precision: 'minute' }), [twin({ precision: 'minute' })], 'raised info'],
])('VOL-02: %s', (_name, one, others, result) => {
  expect(resultOf(enteredTwice, { one, others })).toBe(result);
});
