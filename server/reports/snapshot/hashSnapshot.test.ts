import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { inventedSnapshot } from '../../testing/reportSnapshots.ts';
import { hashSnapshot, snapshotText } from './hashSnapshot.ts';

test('a snapshot that was written and read again has the same hash, and one with another figure has not', () => {
  const snapshot = inventedSnapshot();
  const text = snapshotText(snapshot);
  const read = JSON.parse(text) as typeof snapshot;
  expect(read).toEqual(JSON.parse(JSON.stringify(snapshot)));
  expect(hashSnapshot(read)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
  expect(hashSnapshot({ ...read, scores: null })).toBe(hashSnapshot(read));
  expect(hashSnapshot({ ...read, catalogueRevision: 13 })).not.toBe(hashSnapshot(read));
});
