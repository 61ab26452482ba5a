import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import type { Instant, LocalDay } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import { inTransaction } from '../../db/transaction.ts';
import { casesBegunBefore, dropChunks, firstEventOfAll, oldestChunkEnd } from './chunkStore.ts';
import { dueCases, type DueBefore, type DueCase } from './dueStore.ts';

/** Cases that leave the database together. */
export interface Unit {
  cases: (DueCase & { month: LocalDay })[];
  /** All events before it are theirs: a whole chunk goes. */
  chunkEnd: Instant | null;
}

/** More cases than one transaction should delete. */
const mostOfChunk = 200_000;

/** All cases that begin in TimescaleDB's oldest chunk, if nothing holds one of them back; else some of a month. */
export async function chooseUnit(db: Queryable, due: DueBefore, most: number): Promise<Unit | null> {
  const chunkEnd = await oldestChunkEnd(db);
  if (chunkEnd !== null && chunkEnd <= due.before) {
    const begun = await casesBegunBefore(db, chunkEnd);
    if (begun > 0 && begun <= mostOfChunk) {
      const cases = await dueCases(db, due, { limit: begun, begunBefore: chunkEnd });
      if (cases.length === begun) return { cases, chunkEnd };
    }
  }
  const cases = await dueCases(db, due, { limit: most });
  return cases.length === 0 ? null : { cases, chunkEnd: null };
}

/**
 * Chunks in which no case begins any more hold no event: their space is free at once. Where somebody uses them right now
 * they wait for the next time.
 */
export async function dropFreeChunks(pool: Pool): Promise<number> {
  if ((await oldestChunkEnd(pool)) === null) return 0;
  return inTransaction(pool, async (db) => {
    await db.query(`set local lock_timeout = '3s'`);
    const first = await firstEventOfAll(db);
    if (first === null) return 0;
    const dropped = await dropChunks(db, first);
    // it waited for writers of those chunks, whose cases are seen now
    if ((await casesBegunBefore(db, first)) === 0) return dropped;
    throw new Problem('conflict', 'An older event arrived while empty chunks were dropped; they stay.');
  }).catch((error: unknown) => {
    const inUse = error instanceof Error && 'code' in error && error.code === '55P03';
    if (inUse || error instanceof Problem) return 0;
    throw error;
  });
}
