import { expect, test } from 'vitest';
import type { OidcGroup } from '#contract/oidcSchema';
import { chooseRights } from './chooseRights.ts';

const mapped = (group: string, given: Partial<OidcGroup> = {}): OidcGroup => ({
  group,
  role: 'inspector',
  region: null,
  department: null,
  order: null,
  ...given,
});
const groups = [
  mapped('watchers', { role: 'monitor' }),
  mapped('inspectors', { region: 'A' }),
  mapped('inspectors of A', { region: 'A' }),
  mapped('inspectors of B', { region: 'B' }),
  mapped('administrators', { role: 'admin', order: 2 }),
  mapped('auditors', { role: 'auditor', order: 1 }),
];
const inspectorOfA = { role: 'inspector', region: 'A', department: null };

test('one mapped group gives its rights; what is not mapped gives nothing', () => {
  expect(chooseRights(['inspectors', 'staff'], groups)).toEqual({ kind: 'rights', rights: inspectorOfA });
  expect(chooseRights(['staff', 'INSPECTORS'], groups)).toEqual({ kind: 'none' });
  expect(chooseRights([], groups)).toEqual({ kind: 'none' });
});

test('groups that allow the same agree', () => {
  expect(chooseRights(['inspectors', 'inspectors of A'], groups)).toEqual({
    kind: 'rights',
    rights: inspectorOfA,
  });
});

test.each([
  [['inspectors', 'inspectors of B']],
  [['watchers', 'inspectors']],
  [['watchers', 'inspectors', 'inspectors of B']],
])('groups that differ in role or place (%j) are all named, and none is guessed', (held) => {
  expect(chooseRights(held, groups)).toEqual({ kind: 'several', groups: held });
});

test.each([
  [['inspectors', 'administrators'], 'admin'],
  [['administrators', 'auditors', 'watchers'], 'auditor'],
])('of groups that differ (%j) the lowest order wins', (held, role) => {
  expect(chooseRights(held, groups)).toEqual({
    kind: 'rights',
    rights: { role, region: null, department: null },
  });
});
