import { expect, test } from 'vitest';
import type { Entry } from '../../api/catalogueEntries.ts';
import { firstRecord } from './firstRecord.ts';

const late = Date.parse('2026-11-22T23:30:00+08:00');
const entry = {
  versions: [
    {
      record: { code: 'A', name: '甲', visits: 2, validFrom: '2020-01-01', approvedBy: '王', reason: '减员' },
    },
  ],
} as unknown as Entry;

test('a change of an item begins as its newest version, from the office’s today on, and approved by nobody', () => {
  expect(firstRecord('items', entry, 'Asia/Shanghai', late)).toEqual({
    code: 'A',
    name: '甲',
    visits: 2,
    validFrom: '2026-11-22',
  });
  expect(firstRecord('items', null, 'Pacific/Auckland', late)['validFrom']).toBe('2026-11-23');
});

test('a change of a place begins as the place is', () => {
  expect(firstRecord('departments', entry, 'Asia/Shanghai', late)).toBe(entry.versions[0]?.record);
});
