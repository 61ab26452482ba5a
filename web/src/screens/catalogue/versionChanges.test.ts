import { expect, test } from 'vitest';
import type { EntryVersion } from '../../api/catalogueEntries.ts';
import { versionChanges } from './versionChanges.ts';

const version = (revision: number, validFrom: string | undefined, visits: number): EntryVersion => ({
  revision,
  recordedAt: '2026-11-22T00:00:00Z',
  actor: 'lin',
  note: '',
  state: 'past',
  openCases: 0,
  record: { code: 'A', name: 'A', revision, visits, ...(validFrom ? { validFrom } : {}) },
});
const visitsBefore = (versions: EntryVersion[], nth: number) =>
  versionChanges(versions, versions[nth]!).find(({ field }) => field === 'visits')?.before;

test('a version is compared with the one that held on its day, not with the one recorded last', () => {
  const versions = [
    version(4, '2026-06-01', 4),
    version(3, '2026-01-01', 3),
    version(2, '2027-01-01', 2),
    version(1, '2026-01-01', 1),
  ];
  expect([0, 1, 2].map((nth) => visitsBefore(versions, nth))).toEqual([3, 1, 1]);
  expect(versionChanges(versions, versions[3]!)).toEqual([]);
});

test('a place has no days: its versions follow each other', () => {
  expect(visitsBefore([version(2, undefined, 2), version(1, undefined, 1)], 0)).toBe(1);
});
