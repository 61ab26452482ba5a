import type { ManagedAccount } from '#contract/accountSchema';
import { expect, test } from 'vitest';
import { accountFaults, changeOf, newAccountOf, valuesOf } from './accountForm.ts';

const places = { regions: [{ code: 'A' }], departments: [{ code: 'A-H' }] };
const account = {
  name: 'li',
  displayName: '李',
  role: 'inspector',
  region: 'A',
  department: null,
} as ManagedAccount;

test('a form says what is missing and which place the catalogue does not have', () => {
  expect(accountFaults({ region: '渝' }, places, true)).toEqual({
    name: 'required',
    role: 'required',
    region: 'choose',
  });
  expect(accountFaults({ name: 'li', role: 'department' }, places, true)).toEqual({
    department: 'accounts.departmentNeeded',
  });
  expect(accountFaults({ role: 'department', department: 'A-H', region: 'A' }, places, false)).toEqual({});
});

test('what is left empty is left out of a new account', () => {
  expect(newAccountOf({ name: ' li ', role: 'auditor', displayName: ' ', region: '' })).toEqual({
    name: 'li',
    role: 'auditor',
  });
});

test('only what differs is changed, and an empty place is no limit', () => {
  expect(changeOf(valuesOf(account), account)).toEqual({});
  expect(changeOf({ ...valuesOf(account), role: 'supervisor', region: '' }, account)).toEqual({
    role: 'supervisor',
    region: null,
  });
});
