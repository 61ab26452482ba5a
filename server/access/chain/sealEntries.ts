import type { Pool } from 'pg';
import { inTransaction } from '../../db/transaction.ts';
import { noteHead } from './notedHead.ts';
import { beginning, hashOf, type ChainHead, type Sign } from './seal.ts';
import { chainHead, hashAt, insertSeals, lockChain, unsealedEntries, type Seal } from './sealStore.ts';

export interface SealParts {
  pool: Pool;
  sign: Sign;
  /** Where the chain's end is noted outside of the database. */
  headFile: string;
}

const pageSize = 1000;

/**
 * Puts what was written since the last run at the end of the chain. Entries are written without a place in it, for a
 * place would have to be held to the commit and everybody who changes anything would wait in one queue; a number drawn
 * early and rolled back would leave a gap. Here one writer gives numbers to what is committed, without gaps.
 * @throws Problem `conflict` when the chain no longer holds the end that was noted before; the note stays as evidence
 */
export async function sealEntries({ pool, sign, headFile }: SealParts): Promise<{ sealed: number }> {
  let sealed = 0;
  for (;;) {
    const written = await inTransaction(pool, async (db) => {
      await lockChain(db);
      const seals: Seal[] = [];
      let head: ChainHead = (await chainHead(db)) ?? beginning;
      for (const entry of await unsealedEntries(db, pageSize)) {
        head = { seq: head.seq + 1, hash: hashOf(head.hash, entry) };
        seals.push({ ...head, auditId: entry.auditId, mac: sign(head) });
      }
      if (seals.length > 0) await insertSeals(db, seals);
      return seals.length;
    });
    sealed += written;
    if (written < pageSize) break;
  }
  if (sealed > 0) await noteHead(headFile, (await chainHead(pool)) ?? beginning, (seq) => hashAt(pool, seq));
  return { sealed };
}
