import { expect, it } from 'vitest';
import { maskedValue } from '#contract/maskedValue';
import { maskedLetter, unmasked } from './maskedLetter.ts';

const came = {
  specversion: '1.0',
  id: 'e1',
  type: 'case.submitted',
  owner: '王某',
  data: {
    item: 'permit',
    applicant: { name: '王某', idNumber: '500112199001011234' },
    mobile: '13800001111',
    comment: '很慢',
    handler: { code: 'u-1', name: '李' },
  },
};

it('shows what this interface stores unsealed, and masks whatever else came', () => {
  const { event, masked } = maskedLetter(came);
  expect(event).toEqual({
    specversion: '1.0',
    id: 'e1',
    type: 'case.submitted',
    owner: maskedValue,
    data: {
      item: 'permit',
      applicant: maskedValue,
      mobile: maskedValue,
      comment: maskedValue,
      handler: { code: 'u-1', name: '李' },
    },
  });
  expect(masked).toEqual(['owner', 'data.applicant', 'data.mobile', 'data.comment']);
});

it('looks into the corrected data of an amendment and no further', () => {
  const amended = { data: { eventId: 'e1', data: { score: 5, comment: '很慢', data: { score: 1 } } } };
  expect(maskedLetter(amended)).toEqual({
    event: { data: { eventId: 'e1', data: { score: 5, comment: maskedValue, data: maskedValue } } },
    masked: ['data.data.comment', 'data.data.data'],
  });
});

it('shows nothing of what is no object', () => {
  expect(maskedLetter('500112199001011234').event).toBe(maskedValue);
});

it('keeps what came where a value was left masked, and takes what was typed elsewhere', () => {
  const { event } = maskedLetter(came);
  const typed = structuredClone(event) as typeof came;
  typed.data.item = 'register';
  expect(unmasked(typed, came)).toEqual({ ...came, data: { ...came.data, item: 'register' } });
  expect(unmasked({ data: { note: maskedValue } }, came)).toEqual({ data: { note: undefined } });
});
