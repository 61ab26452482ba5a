import { expect, test } from 'vitest';
import { entryFaults, recordOf, valuesOf } from './entryForm.ts';

const places = {
  regions: [{ code: '500112' }],
  departments: [{ code: '500112-ZJ' }],
  departmentKinds: [{ code: 'ZJ' }],
};

test('a record goes through the form unchanged', () => {
  const item = {
    name: '施工许可',
    type: '01',
    handling: 'promised',
    statutoryLimit: { value: 15, unit: 'workday' },
    promisedLimit: { value: 4, unit: 'calendar_day' },
    route: [{ step: '受理', required: true, satisfiedBy: ['case.accepted'] }],
    visits: 0,
    onlineDepth: 4,
    deemedAcceptance: false,
    validFrom: '2026-01-01',
  };
  expect(recordOf('items', valuesOf('items', { ...item, code: 'A', revision: 3 }))).toEqual(item);
  const region = { name: '两江新区', kind: 'zone', overlaps: ['500112', '500103'], tile: [5, 7], order: 0 };
  expect(recordOf('regions', valuesOf('regions', { ...region, parent: null }))).toEqual(region);
});

test('what is missing or cannot be is told by field', () => {
  expect(entryFaults('departments', { region: '999' }, places, true)).toEqual({
    code: 'required',
    name: 'required',
    region: 'choose',
  });
  const values = valuesOf('items', { name: 'x', type: '01', handling: 'auto', validFrom: '2026-01-01' });
  expect(entryFaults('items', values, places, false)).toEqual({});
  expect(
    entryFaults(
      'items',
      { ...values, promisedLimit: '0', fee: 'free', route: '[{"step":""}]' },
      places,
      false,
    ),
  ).toEqual({ promisedLimit: 'positive', fee: 'number', route: 'stepNeeded' });
  expect(entryFaults('regions', { name: 'x', kind: 'zone', tile: '5' }, places, false)).toEqual({
    tile: 'tile',
  });
});
