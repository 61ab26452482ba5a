import type { Pool, PoolClient } from 'pg';
import type { Erasure } from '#contract/erasureSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { recordAudit } from '../access/audit.ts';
import { inTransaction } from '../db/transaction.ts';
import { eraseAttachments, eraseLetters, erasePersonalData, erasePseudonyms } from './eraseStore.ts';
import { decideErasure as noteDecision, lockErasure, type ErasureRow } from './erasureStore.ts';

/**
 * Erases what was asked for, or refuses to, all in one transaction. The audit says by which request and how much, never
 * whose or what.
 * @throws Problem `not_found`, `conflict` when it was decided already, `forbidden` to who asked for it
 */
export function decideErasure(
  pool: Pool,
  asked: { erasureId: number; approved: boolean },
  { account, actor, now }: { account: string; actor: string; now: Instant },
): Promise<ErasureRow> {
  return inTransaction(pool, async (db) => {
    const erasure = await lockErasure(db, asked.erasureId);
    if (!erasure) throw new Problem('not_found', `There is no erasure ${asked.erasureId}.`);
    if (erasure.state !== 'asked')
      throw new Problem('conflict', `Erasure ${erasure.erasureId} is ${erasure.state} already.`);
    if (erasure.askedBy === account && asked.approved)
      throw new Problem('forbidden', 'Another administrator than who asked for an erasure has it done.');
    const erased = asked.approved ? await erase(db, erasure) : null;
    const state = asked.approved ? 'done' : 'refused';
    await noteDecision(db, { erasureId: erasure.erasureId, state, at: now, by: account, erased });
    await recordAudit(db, {
      at: now,
      actor,
      action: asked.approved ? 'erasure.done' : 'erasure.refused',
      subject: { kind: 'erasure', id: String(erasure.erasureId) },
      detail: { reference: erasure.reference, cases: erasure.caseIds.length, ...erased },
    });
    return { ...erasure, state, decidedAt: now, decidedBy: account, erased };
  });
}

async function erase(
  db: PoolClient,
  { caseIds, letterIds, files }: ErasureRow,
): Promise<NonNullable<Erasure['erased']>> {
  return {
    parts: await erasePersonalData(db, caseIds),
    pseudonyms: await erasePseudonyms(db, caseIds),
    letters: await eraseLetters(db, letterIds, caseIds),
    ...(await eraseAttachments(db, files, caseIds)),
  };
}
