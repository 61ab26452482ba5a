import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import { appendChange } from '../changes/appendChange.ts';
import type { Queryable } from '../db/queryable.ts';
import { inTransaction } from '../db/transaction.ts';
import {
  arrearsBefore,
  deleteArrears,
  insertArrears,
  lockArrears,
  type StoredArrears,
} from './rollupArrearsStore.ts';
import { mergeRollups, newRollups, rollupSize, type Rollups } from './rollups.ts';
import { addToRollups } from './rollupStore.ts';

/** Rows together in one statement; a city has about as many pairs of department and item in two weeks. */
const mostRows = 100_000;
/** An import that has kept arrears for longer has died, and whoever comes by settles them. */
export const longestArrears = 10 * 60_000;

/**
 * Increments of a past log's batches: each is committed with its events, as one text, and added to the roll-ups once
 * for many batches. Nothing is lost with the process: what is stored and not settled, settleArrears adds.
 */
export class RollupArrears {
  readonly #pool: Pool;
  readonly #zone: string;
  #ids: number[] = [];
  #since: Instant = 0;
  #sum: Rollups;

  constructor(pool: Pool, zone: string) {
    this.#pool = pool;
    this.#zone = zone;
    this.#sum = newRollups(zone);
  }

  /** Inside the batch's transaction. */
  keep(db: Queryable, rollups: Rollups, now: Instant): Promise<number> {
    return insertArrears(db, rollups, now);
  }

  /** The batch is committed. */
  async kept(id: number, rollups: Rollups, now: Instant): Promise<void> {
    if (this.#ids.length === 0) this.#since = now;
    this.#ids.push(id);
    mergeRollups(this.#sum, rollups, 1);
    if (rollupSize(this.#sum) >= mostRows || now - this.#since > longestArrears / 2) await this.settle();
  }

  async settle(): Promise<void> {
    const [ids, sum] = [this.#ids, this.#sum];
    [this.#ids, this.#sum] = [[], newRollups(this.#zone)];
    if (ids.length === 0) return;
    await inTransaction(this.#pool, async (client) => {
      const gone = await lockArrears(client, ids);
      // settled by another who took this import for dead: the sum in memory no longer says what is owed
      await add(client, gone.length === ids.length ? sum : undefined, gone, this.#zone);
    });
  }
}

/**
 * Adds what was kept before `before` and never settled, and tells screens so. @returns of how many batches
 */
export async function settleArrears(
  pool: Pool,
  zone: string,
  { before, now }: { before: Instant; now: Instant },
): Promise<number> {
  let settled = 0;
  for (;;) {
    const batches = await inTransaction(pool, async (client) => {
      const ids = await arrearsBefore(client, before);
      await add(client, undefined, ids, zone);
      if (ids.length > 0) await appendChange(client, now, { resync: 'import' });
      return ids.length;
    });
    if (batches === 0) return settled;
    settled += batches;
  }
}

async function add(
  db: Queryable,
  known: Rollups | undefined,
  ids: readonly number[],
  zone: string,
): Promise<void> {
  if (ids.length === 0) return;
  const stored = await deleteArrears(db, ids, known === undefined);
  await addToRollups(db, known ?? sumOfArrears(stored, zone));
}

export function sumOfArrears(stored: readonly StoredArrears[], zone: string): Rollups {
  const sum = newRollups(zone);
  for (const { days, minutes, open } of stored)
    mergeRollups(
      sum,
      { zone: sum.zone, days: new Map(days), minutes: new Map(minutes), open: new Map(open) },
      1,
    );
  return sum;
}
