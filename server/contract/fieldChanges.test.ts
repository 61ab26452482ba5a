import { expect, test } from 'vitest';
import { fieldChanges } from './fieldChanges.ts';

test('what is not as it was is told field by field, whatever the order of keys', () => {
  const before = {
    code: 'A',
    revision: 1,
    name: '甲',
    promisedLimit: { value: 4, unit: 'workday' },
    fee: 5,
    parent: null,
    approvedBy: '王',
  };
  const after = {
    code: 'A',
    revision: 2,
    name: '甲',
    promisedLimit: { unit: 'workday', value: 6 },
    visits: 1,
    route: [],
  };
  expect(fieldChanges(before, after)).toEqual([
    {
      field: 'promisedLimit',
      before: { value: 4, unit: 'workday' },
      after: { unit: 'workday', value: 6 },
    },
    { field: 'fee', before: 5 },
    { field: 'visits', after: 1 },
  ]);
  expect(fieldChanges(before, { ...before, promisedLimit: { unit: 'workday', value: 4 } })).toEqual([]);
});

test('of a new record everything that it says is new', () => {
  expect(fieldChanges(undefined, { code: 'A', name: '甲', parent: null, provisional: false })).toEqual([
    { field: 'name', after: '甲' },
  ]);
});
