import { expect, test } from 'vitest';
import { nothingRanked, rankedKinds } from './nothingRanked.ts';

const today = '2026-11-23';
const city = { role: 'supervisor', region: null, department: null } as const;
const district = { role: 'inspector', region: 'A', department: null } as const;
const office = { role: 'department', region: null, department: 'A-H' } as const;
const placeless = { role: 'department', region: null, department: null } as const;
const october = { by: 'department', from: '2026-10-01', n: 82 } as const;

test('regions are offered to those who see one as a whole', () => {
  expect(rankedKinds(city)).toEqual(['region', 'department']);
  expect(rankedKinds(district)).toEqual(['region', 'department']);
  expect(rankedKinds(office)).toEqual(['department']);
  expect(rankedKinds({ role: 'inspector', department: 'A-H' })).toEqual(['department']);
  expect(rankedKinds(placeless)).toEqual(['department']);
});

test('cases of others are not denied', () => {
  expect(nothingRanked(october, office, today)).toBe('noneOfYours');
  expect(nothingRanked(october, district, today)).toBe('noneOfYours');
  expect(nothingRanked({ ...october, n: null }, office, today)).toBe('noneOfYours');
});

test('where nothing was due at all, that is said', () => {
  expect(nothingRanked({ ...october, n: 0 }, office, today)).toBe('none');
  expect(nothingRanked({ ...october, n: null }, city, today)).toBe('none');
});

test('regions are no matter of a department, and an account without a place sees nothing', () => {
  expect(nothingRanked({ ...october, by: 'region' }, office, today)).toBe('departmentsOnly');
  expect(nothingRanked(october, placeless, today)).toBe('noPlace');
});

test('a period to come has nothing to rank for anybody', () => {
  expect(nothingRanked({ ...october, from: '2026-12-01' }, office, today)).toBe('unbegun');
  expect(nothingRanked({ ...october, from: '2026-12-01' }, city, today)).toBe('unbegun');
});
