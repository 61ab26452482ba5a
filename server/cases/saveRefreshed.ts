import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { appendChange } from '../changes/appendChange.ts';
import { inTransaction } from '../db/transaction.ts';
import { updateCases, type StoredCase } from './caseStore.ts';
import { saveKin } from './familyStore.ts';
import { rollupChange } from './rollupChange.ts';
import { newRollups } from './rollups.ts';
import { addCase, countingOf } from './countCase.ts';
import { addToRollups } from './rollupStore.ts';

/** A case as it is stored and as it is to be, its version one more. */
export interface Refreshed {
  before: StoredCase;
  after: StoredCase;
}

/**
 * Saves cases that something else than their own events has changed, roll-ups with them.
 * @returns false when another writer was first with one of them, and nothing is saved
 */
export async function saveRefreshed(
  pool: Pool,
  catalogue: Catalogue,
  pairs: readonly Refreshed[],
  now: Instant,
): Promise<boolean> {
  const rollups = newRollups(catalogue.timezone);
  for (const { before, after } of pairs) addCase(rollups, countingOf(before), countingOf(after));
  const sorted = pairs.map(({ after }) => after).sort((a, b) => (a.facts.caseId < b.facts.caseId ? -1 : 1));
  const related = pairs.filter(({ before, after }) => before.kin !== after.kin).map(({ after }) => after);
  const lost = new Error('another writer was first');
  try {
    await inTransaction(pool, async (db) => {
      if ((await updateCases(db, sorted)) < sorted.length) throw lost;
      if (related.length > 0) await saveKin(db, related);
      await addToRollups(db, rollups);
      const change = rollupChange(rollups, now);
      if (Object.keys(change).length > 0) await appendChange(db, now, change);
    });
    return true;
  } catch (error) {
    if (error === lost) return false;
    throw error;
  }
}
