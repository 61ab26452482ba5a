import { expect, test } from 'vitest';
import { newTokenOf, tokenFaults } from './tokenForm.ts';

const places = { regions: [{ code: 'A' }], departments: [{ code: 'A-H' }] };

test.each(['', '0', '367', '1.5', 'ten'])('"%s" is no number of days', (days) => {
  expect(tokenFaults({ name: 'x', days }, places)).toEqual({ days: 'admin.fault.days' });
});

test('a token has a purpose, and places that the catalogue has', () => {
  expect(tokenFaults({ days: '30', region: 'B', department: 'A-H' }, places)).toEqual({
    name: 'admin.required',
    region: 'admin.choose',
  });
});

test('what is left empty is as the account has it', () => {
  expect(newTokenOf({ name: ' 报表 ', days: '30', role: '', region: 'A', department: '' })).toEqual({
    name: '报表',
    days: 30,
    region: 'A',
  });
});
