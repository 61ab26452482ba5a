import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultSourceSettings } from '#contract/source';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { registerSource } from './registerSource.ts';
import {
  listWatermarks,
  markRecovered,
  markStale,
  proofsOfLife,
  recordHeard,
  type Heard,
} from './sourceWatermarkStore.ts';

let database: TestDatabase;
let live: number;
let log: number;
beforeAll(async () => {
  database = await testDatabase();
  const add = async (name: string, historical: boolean) => {
    const settings = { ...defaultSourceSettings, historical };
    return (await registerSource(database.pool, { name, namespace: '', settings }, 0)).sourceId;
  };
  live = await add('live', false);
  log = await add('log', true);
});
afterAll(() => database.drop());

const noon = Date.UTC(2026, 10, 21, 4, 0, 0, 123);
const heard = (sourceId: number, more: Partial<Heard>): Heard => ({
  sourceId,
  lastOccurredAt: null,
  receivedAt: noon,
  accepted: 0,
  duplicates: 0,
  rejected: 0,
  late: 0,
  ...more,
});

describe('what was heard of a source', () => {
  it('adds up, and its times only move forward', async () => {
    await recordHeard(database.pool, []);
    await recordHeard(database.pool, [
      heard(log, { accepted: 3, lastOccurredAt: 0 }),
      heard(live, { accepted: 2, late: 1, lastOccurredAt: noon - 5 }),
    ]);
    await recordHeard(database.pool, [heard(live, { receivedAt: noon + 10, rejected: 1 })]);
    await recordHeard(database.pool, [
      heard(live, { receivedAt: noon - 10, duplicates: 4, lastOccurredAt: noon - 50 }),
    ]);
    expect((await listWatermarks(database.pool)).find((watermark) => watermark.sourceId === live)).toEqual({
      sourceId: live,
      lastOccurredAt: noon - 5,
      lastReceivedAt: noon + 10,
      accepted: 2,
      duplicates: 4,
      rejected: 1,
      late: 1,
      staleSince: null,
    });
  });

  it('is the proof of life; a past log is complete', async () => {
    const proofs = await proofsOfLife(database.pool);
    expect(proofs.get(live)).toEqual({ lastOccurredAt: noon - 5, live: true });
    expect(proofs.get(log)).toEqual({ lastOccurredAt: Infinity, live: true });
  });
});

describe('the mark of silence', () => {
  it('is set by the first who saw nothing newer, and by nobody who missed something', async () => {
    expect(await markStale(database.pool, live, noon, noon)).toBe(false);
    const marks = [1, 2].map(() => markStale(database.pool, live, noon + 10, noon + 10));
    expect((await Promise.all(marks)).sort()).toEqual([false, true]);
    expect((await proofsOfLife(database.pool)).get(live)?.live).toBe(false);
  });

  it('ends once, and only after something was heard again', async () => {
    expect(await markRecovered(database.pool, live)).toBe(false);
    await recordHeard(database.pool, [heard(live, { receivedAt: noon + 11 })]);
    expect(await markRecovered(database.pool, live)).toBe(true);
    expect(await markRecovered(database.pool, live)).toBe(false);
    expect((await proofsOfLife(database.pool)).get(live)?.live).toBe(true);
  });
});
