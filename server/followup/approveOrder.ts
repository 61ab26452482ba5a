import type { Account } from '#contract/account';
import { Problem } from '#contract/problem';
import { recordAudit } from '../access/audit.ts';
import { actorName } from '../access/credential.ts';
import { scopeOf } from '../access/scope.ts';
import { inTransaction } from '../db/transaction.ts';
import { issued } from '../domain/followup/decideFollowup.ts';
import { hasEnded } from '../domain/followup/followup.ts';
import type { FollowupEvent } from '../domain/followup/followupEvent.ts';
import { inPlaceOf, type ActingParts } from './actOnFlags.ts';
import { followupOfRow } from './followupOfRow.ts';
import { followedFlags, lockFlags } from './followupStore.ts';
import { groundOf } from './ground.ts';
import { decideOrder, flagsOfOrder, type OrderRow } from './orderStore.ts';
import { changeOf, saveFollowed } from './saveFollowed.ts';

/**
 * Issues an order that was proposed, or refuses it. Flags that have ended meanwhile are left alone.
 * @throws Problem `forbidden` to who proposed it, `not_found` unless all its flags are inside the scope,
 * `stale_version`, `conflict` when it has been decided
 */
export function approveOrder(
  { pool, catalogue, clock }: ActingParts,
  account: Account,
  asked: { order: OrderRow; version: number; approved: boolean; reason: string },
): Promise<void> {
  const { order, version, approved, reason } = asked;
  const { orderId, level, text, finishBy } = order;
  return inTransaction(pool, async (db) => {
    const ground = await groundOf(db, catalogue(), account, clock());
    const { now } = ground;
    const scope = scopeOf(account, ground.catalogue);
    if (order.createdBy === account.name)
      throw new Problem('forbidden', 'Another supervisor than who proposed the order approves it.');
    const flagIds = await flagsOfOrder(db, orderId);
    await lockFlags(db, flagIds, scope);
    const rows = await followedFlags(db, flagIds, scope);
    if (rows.length < flagIds.length)
      throw new Problem('not_found', `Some flags of order ${orderId} are outside your scope.`);
    if (order.state !== 'proposed')
      throw new Problem('conflict', `Order ${orderId} is ${order.state} already.`);
    const by = account.name;
    if (!(await decideOrder(db, { orderId, version, approved, reason, by }, now)))
      throw new Problem('stale_version', `Order ${orderId} was changed meanwhile; look at it again.`);
    const context = { ...ground, actor: by };
    const changes = rows.flatMap((row) => {
      const before = followupOfRow(row);
      if (hasEnded(before.status)) return [];
      const decided: FollowupEvent = approved
        ? issued({ orderId, level, finishBy, text }, before, context)
        : { type: 'order_refused', at: now, actor: by, orderId, reason };
      return [changeOf(row, before, [inPlaceOf(account, decided)])];
    });
    const action = approved ? 'order.issued' : 'order.refused';
    const subject = { kind: 'order', id: String(orderId) };
    await recordAudit(db, {
      at: now,
      actor: actorName(account),
      action,
      subject,
      detail: { level, reason, flags: flagIds.length },
    });
    await saveFollowed(db, changes, ground, { actor: actorName(account) });
  });
}
