import { expect, it } from 'vitest';
import type { ListedRule } from '../../api/rules.ts';
import {
  firstValues,
  forceFaults,
  isSameProposal,
  periodFaults,
  termFaults,
  termsOf,
  versionOf,
} from './ruleForm.ts';

const version = {
  rule: 'ACC-02',
  version: 2,
  validFrom: '2026-01-01',
  validTo: null,
  enabled: true,
  params: { workdays: 2 },
  severity: 'yellow',
  scope: {},
  note: '',
  rejudged: false,
  recordedAt: null,
  actor: null,
} as const;
const rule: ListedRule = {
  rule: 'ACC-02',
  name: { zh: '网上预审超期', en: 'late pre-review' },
  aspect: 'timeliness',
  defaults: { workdays: 1, channels: 'web,mobile', silenceCounts: false },
  ranges: { workdays: [0, 100] },
  ofSingleCases: true,
  inForce: version,
  versions: [version],
};
const values = firstValues(rule, '2026-11-22', '2026-10-23');

it('begins with what is in force, and sends it as it is', () => {
  expect(termsOf(values, rule)).toEqual({
    params: { workdays: 2, channels: 'web,mobile', silenceCounts: false },
    enabled: true,
    severity: 'yellow',
    scope: {},
    note: '',
  });
  expect(termFaults(values, rule)).toEqual({});
});

it('sends thresholds as their kind, and only what the scope names', () => {
  const typed = {
    ...values,
    'params.workdays': ' 3 ',
    'params.silenceCounts': 'true',
    severity: '',
    region: '500112',
    item: '',
    enabled: 'false',
  };
  expect(termsOf(typed, rule)).toMatchObject({
    params: { workdays: 3, silenceCounts: true },
    severity: null,
    enabled: false,
    scope: { region: '500112' },
  });
  expect(termsOf(typed, rule).scope).not.toHaveProperty('item');
});

it.each([
  ['', 'number'],
  ['two', 'number'],
  ['101', 'range'],
])('a threshold of "%s" is no %s', (text, fault) => {
  expect(termFaults({ ...values, 'params.workdays': text }, rule)).toEqual({ 'params.workdays': fault });
});

it('tries days in their order, and puts in force from today on', () => {
  expect(periodFaults(values)).toEqual({});
  expect(periodFaults({ ...values, to: '2026-10-22' })).toEqual({ to: 'order' });
  expect(periodFaults({ ...values, from: '' })).toEqual({ from: 'day' });
  expect(forceFaults(values, '2026-11-22')).toEqual({});
  expect(forceFaults({ ...values, validFrom: '2026-11-21' }, '2026-11-22')).toEqual({ validFrom: 'past' });
  expect(forceFaults({ ...values, validTo: '2026-11-21' }, '2026-11-22')).toEqual({ validTo: 'order' });
  expect(versionOf(termsOf(values, rule), values)).toMatchObject({ validFrom: '2026-11-22', validTo: null });
});

it('knows the same proposal again, whatever the order of its names', () => {
  const one = { from: '2026-10-01', params: { a: 1, b: 2 }, severity: null };
  expect(isSameProposal(one, { severity: null, params: { b: 2, a: 1 }, from: '2026-10-01' })).toBe(true);
  expect(isSameProposal(one, { ...one, params: { a: 1, b: 3 } })).toBe(false);
  expect(isSameProposal(one, null)).toBe(false);
});
