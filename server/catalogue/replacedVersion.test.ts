import { expect, test } from 'vitest';
import { replacedVersion } from './replacedVersion.ts';

const version = (revision: number, validFrom: string) => ({ revision, validFrom });
const versions = [
  version(1, '2026-01-01'),
  version(2, '2026-06-01'),
  version(3, '2026-01-01'),
  version(4, '2027-01-01'),
];

test.each([
  ['2026-03-01', 3],
  ['2026-06-01', 2],
  ['2026-12-31', 2],
  ['2027-05-01', 4],
  ['2025-01-01', 4],
])('what begins on %s replaces revision %i', (validFrom, revision) => {
  expect(replacedVersion(versions, { validFrom })?.revision).toBe(revision);
});

test('the first version of an item replaces none', () => {
  expect(replacedVersion([], { validFrom: '2026-01-01' })).toBeUndefined();
});
