import { expect, it } from 'vitest';
import type { ItemVersion } from '#contract/item';
import type { Limit, LimitUnit } from '#contract/limit';
import { resultOf } from '../../../testing/groupResult.ts';
import { promiseBeyondLaw } from './promiseBeyondLaw.ts';

const days = (value: number, unit: LimitUnit = 'workday'): Limit => ({ value, unit });
const unitless = JSON.parse('{"value":5}') as Limit;
function item(
  promised: Limit | undefined,
  law: Limit | undefined,
  more: Partial<ItemVersion> = {},
): ItemVersion {
  return {
    code: 'permit',
    revision: 1,
    validFrom: '2026-01-01',
    name: 'permit',
    type: '20',
    handling: 'promised',
    ...(promised && { promisedLimit: promised }),
    ...(law && { statutoryLimit: law }),
    ...more,
  };
}

it.each<[name: string, item: ItemVersion, result: string]>([
  ['a day longer than the law', item(days(16), days(15)), 'raised info'],
  ['as long as the law', item(days(15), days(15)), 'clear'],
  ['shorter', item(days(14), days(15)), 'clear'],
  ['without a unit', item(unitless, days(15)), 'raised info'],
  ['a law without a unit', item(days(5), unitless), 'raised info'],
  ['in another unit', item(days(16, 'calendar_day'), days(15)), 'not_evaluable: units_differ'],
  ['no promise', item(undefined, days(15)), 'clear'],
  ['no limit at all', item(undefined, undefined), 'exempt: no_limit'],
  ['no law to compare with', item(days(100), undefined), 'exempt: no_limit'],
  ['a licence without a limit of its own: twenty days', item(days(20), undefined, { type: '01' }), 'clear'],
  ['a day more', item(days(21), undefined, { type: '01' }), 'raised info'],
  [
    'an item made from an unknown code',
    item(days(99), days(1), { provisional: true }),
    'not_evaluable: no_item',
  ],
])('PRM-02: %s', (_name, record, result) => {
  expect(resultOf(promiseBeyondLaw, { item: record, since: 0 })).toBe(result);
});
