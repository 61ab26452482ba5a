import type { Pool, PoolClient } from 'pg';
import type { Instant } from '#contract/time';
import type { StoredChange } from '../changes/storedChange.ts';
import { appendChange } from '../changes/appendChange.ts';
import { recordHeard, type Heard } from '../catalogue/sourceWatermarkStore.ts';
import { insertCases, updateCases } from '../cases/caseStore.ts';
import type { RollupArrears } from '../cases/rollupArrears.ts';
import { newRollups, type Rollups } from '../cases/rollups.ts';
import { addStored } from '../cases/countCase.ts';
import { addToRollups } from '../cases/rollupStore.ts';
import { beginWithEvents, keepPersonalData } from './eventStore.ts';
import type { CaseChange } from './planBatch.ts';

/** Another writer changed one of the batch's cases first: plan again from what is stored now. */
export class LostRace extends Error {}

export interface BatchWrite {
  changes: readonly CaseChange[];
  heard: readonly Heard[];
  /** What the numbered feed says of it; undefined writes none. */
  changeOf: ((rollups: Rollups) => StoredChange | undefined) | undefined;
  /** Where the roll-ups' increments wait; undefined adds them in this transaction. */
  arrears?: RollupArrears | undefined;
  zone: string;
  now: Instant;
}

/**
 * One transaction: events, new cases, changed cases, personal data, roll-ups, watermarks, change. Every writer takes
 * the locks in this order, and each kind by key, so that none waits for one that waits for it.
 * @throws LostRace
 */
export async function writeBatch(pool: Pool, write: BatchWrite): Promise<void> {
  const rollups = newRollups(write.zone);
  for (const { before, after } of write.changes) addStored(rollups, before, after);
  const client = await pool.connect();
  const ignore = (): void => undefined;
  client.on('error', ignore);
  let broken: Error | undefined;
  let kept: number | undefined;
  try {
    kept = await writeAll(client, write, rollups);
  } catch (error) {
    await client.query('rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure));
    });
    throw error;
  } finally {
    client.removeListener('error', ignore);
    client.release(broken);
  }
  if (kept !== undefined) await write.arrears?.kept(kept, rollups, write.now);
}

async function writeAll(
  client: PoolClient,
  { changes, heard, changeOf, arrears, now }: BatchWrite,
  rollups: Rollups,
): Promise<number | undefined> {
  const events = changes.flatMap((change) => change.events);
  await beginWithEvents(client, events, now);
  const added = changes.filter((change) => !change.before).map((change) => change.after);
  if (added.length > 0) await insertCases(client, added);
  const changed = changes.filter((change) => change.before).map((change) => change.after);
  if (changed.length > 0 && (await updateCases(client, changed)) < changed.length) throw new LostRace();
  await keepPersonalData(client, events, now);
  const kept = arrears ? await arrears.keep(client, rollups, now) : undefined;
  if (!arrears) await addToRollups(client, rollups);
  await recordHeard(client, heard);
  const change = changeOf?.(rollups);
  if (change) await appendChange(client, now, change);
  await client.query('commit');
  return kept;
}
