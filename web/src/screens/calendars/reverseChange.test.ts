import { expect, it } from 'vitest';
import { reverseChange } from './reverseChange.ts';
import { emptyChange } from './useChange.ts';

const before = {
  days: [{ date: '2026-10-01', off: true, name: '国庆节' }],
  hours: [['09:00', '17:00']] as [string, string][],
  publishedThrough: '2026-12-31',
};

it('puts listed days back as they were, and takes those off the list that were not on it', () => {
  const change = {
    ...emptyChange(),
    days: [
      { date: '2026-10-01', off: false, name: '加班' },
      { date: '2026-12-07', off: true, name: '停电' },
    ],
    hours: [['08:00', '12:00']] as [string, string][],
  };
  expect(reverseChange(change, before)).toEqual({
    change: {
      ...emptyChange(),
      days: [
        { date: '2026-10-01', off: true, name: '国庆节' },
        { date: '2026-12-07', off: null },
      ],
      hours: [['09:00', '17:00']],
    },
    left: [],
  });
});

it('says what cannot be taken back', () => {
  const change = { ...emptyChange(), publishedThrough: '2027-12-31', regions: ['500112'] };
  expect(reverseChange(change, before).left).toEqual(['publishedThrough', 'places']);
  expect(reverseChange(change, null).left).toEqual(['new']);
});
