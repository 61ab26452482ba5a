import { expect, it } from 'vitest';
import type { ItemVersion } from '#contract/item';
import type { Peers } from '../../knowledge.ts';
import { builtInVersion } from '../ruleTable.ts';
import { itemUnderItsFloor } from './itemUnderItsFloor.ts';

const { params } = builtInVersion('FAST-01');
const promised: ItemVersion = {
  code: 'permit',
  revision: 1,
  validFrom: '2000-01-01',
  name: '建筑工程施工许可证核发',
  type: '01',
  handling: 'promised',
  promisedLimit: { value: 5, unit: 'workday' },
};
const peers = (minutes: number, n = 30): Peers => ({
  n,
  median: Math.log(minutes * 60_000),
  mad: 1,
  baseline: 7,
  takenAt: 1000,
});
const second = 1 / 60;

it.each<[name: string, item: Partial<ItemVersion>, peers: Peers | undefined, result: string]>([
  ['half of all cases a second under 5 % of the promise', {}, peers(105 - second), 'raised'],
  ['exactly at it', {}, peers(105), 'clear'],
  ['too few cases to say', {}, peers(10, 29), 'clear'],
  ['no case at all', {}, undefined, 'clear'],
  ['a second under its own smaller floor', { floorMinutes: 60 }, peers(60 - second), 'raised'],
  ['at its own smaller floor', { floorMinutes: 60 }, peers(60), 'clear'],
  [
    'neither floor nor promise: a second under half an hour',
    { promisedLimit: undefined! },
    peers(30 - second),
    'raised',
  ],
  ['neither floor nor promise: half an hour', { promisedLimit: undefined! }, peers(30), 'clear'],
  ['a promise in minutes', { promisedLimit: { value: 100, unit: 'minute' } }, peers(5 - second), 'raised'],
  ['a promise in minutes, at 5 %', { promisedLimit: { value: 100, unit: 'minute' } }, peers(5), 'clear'],
  [
    'a promise in working hours',
    { promisedLimit: { value: 10, unit: 'work_hour' } },
    peers(30 - second),
    'raised',
  ],
  [
    'a promise in working hours, at 5 %',
    { promisedLimit: { value: 10, unit: 'work_hour' } },
    peers(30),
    'clear',
  ],
  ['a promise of a month', { promisedLimit: { value: 1, unit: 'month' } }, peers(630 - second), 'raised'],
  ['a promise of a month, at 5 %', { promisedLimit: { value: 1, unit: 'month' } }, peers(630), 'clear'],
  ['decided on the spot', { handling: 'instant' }, peers(1), 'exempt'],
  ['decided by a machine', { handling: 'auto' }, peers(1), 'exempt'],
  ['an item that nobody described', { provisional: true }, peers(1), 'not_evaluable'],
])('%s', (_name, item, everywhere, result) => {
  expect(itemUnderItsFloor({ ...promised, ...item }, everywhere, () => [], params).result).toBe(result);
});

it.each<[name: string, without: (Peers | undefined)[], result: string]>([
  ['still under it without any one department', [peers(100), peers(105 - second)], 'raised'],
  ['at it without one department: that one is what is fast', [peers(100), peers(105)], 'clear'],
  ['too few without the one that is fast', [peers(100), peers(105, 29)], 'raised'],
  ['one department alone has it', [undefined], 'raised'],
])('%s', (_name, without, result) => {
  expect(itemUnderItsFloor(promised, peers(10), () => without, params).result).toBe(result);
});

it('tells what was measured, and by which baseline', () => {
  expect(itemUnderItsFloor(promised, peers(10, 412), () => [], params)).toMatchObject({
    severity: 'notice',
    at: 1000,
    facts: {
      floorMinutes: 105,
      peers: 412,
      peersMedianMs: 600_000,
      peersMad: 1,
      baseline: 7,
      baselineTakenAt: 1000,
    },
  });
});
