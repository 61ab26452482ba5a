import { describe, expect, it } from 'vitest';
import { resultOf } from '../../../testing/groupResult.ts';
import { idleItem, type ItemFlow } from './idleItem.ts';

/** An item with one case a working day that stopped `silent` working days ago. */
const stopped = (silent: number, change: Partial<ItemFlow> = {}): ItemFlow => ({
  inForceDays: 800,
  recordedDays: 200,
  casesInYear: 100,
  lastCaseOn: '2026-03-02',
  baseCases: 60,
  silentWorkdays: silent,
  cityCasesSince: 5000,
  yearAgo: null,
  now: 0,
  ...change,
});
const idle = (change: Partial<ItemFlow> = {}) =>
  stopped(250, { casesInYear: 0, baseCases: 0, lastCaseOn: null, recordedDays: 365, ...change });

describe('ITM-01', () => {
  it.each<[name: string, flow: ItemFlow, result: string]>([
    ['no case in a year', idle(), 'raised info'],
    ['one case in a year', idle({ casesInYear: 1 }), 'clear'],
    ['in force for a year exactly', idle({ inForceDays: 365 }), 'raised info'],
    ['a day less', idle({ inForceDays: 364 }), 'clear'],
    ['records of a day less than a year', idle({ recordedDays: 364 }), 'not_evaluable: records_too_short'],
    ['ten expected in ten working days', stopped(10), 'raised info'],
    ['nine working days', stopped(9), 'clear'],
    ['ten working days, nine expected', stopped(10, { baseCases: 54 }), 'clear'],
    ['twenty working days, ten expected', stopped(20, { baseCases: 30 }), 'raised info'],
    ['twenty-nine cases in sixty days are no flow', stopped(40, { baseCases: 29 }), 'clear'],
    ['the whole city silent', stopped(10, { cityCasesSince: 0 }), 'not_evaluable: source_behind'],
    ['the same lull a year ago', stopped(10, { yearAgo: { silent: 1, base: 60 } }), 'exempt: seasonal'],
    ['a fifth of the usual a year ago', stopped(10, { yearAgo: { silent: 2, base: 60 } }), 'raised info'],
    ['no such lull a year ago', stopped(10, { yearAgo: { silent: 11, base: 60 } }), 'raised info'],
    [
      'an item that did not exist a year ago',
      stopped(10, { yearAgo: { silent: 0, base: 0 } }),
      'raised info',
    ],
  ])('%s', (_name, flow, result) => expect(resultOf(idleItem, flow)).toBe(result));

  it('says since when and how many were to be expected', () => {
    expect(idleItem.judge(stopped(15), idleItem.defaults)).toMatchObject({
      facts: { how: 'sudden_stop', silentWorkdays: 15, expected: 15, lastCaseOn: '2026-03-02' },
    });
    expect(idleItem.judge(idle(), idleItem.defaults)).toMatchObject({ facts: { how: 'idle', months: 12 } });
  });
});
