import type { Account } from '#contract/account';
import type { BulkAnswer } from '#contract/followupSchema';
import { scopeOf } from '../access/scope.ts';
import type { Acted, ActingParts } from './actOnFlags.ts';
import { orderAnswer } from './orderAnswer.ts';
import { listOrders } from './orderStore.ts';

/** What was done to many flags, or would be, with the orders that were made. */
export async function bulkAnswerOf(
  { pool, catalogue }: ActingParts,
  account: Account,
  { done, refused, orderIds }: Acted,
  dryRun: boolean,
): Promise<BulkAnswer> {
  const filter = { scope: scopeOf(account, catalogue()), state: null, departments: null, orderIds };
  const orders = orderIds.length === 0 ? [] : await listOrders(pool, filter, null, orderIds.length);
  return {
    dryRun,
    done,
    refused: refused.map(({ flagId, code, detail }) => ({ flagId, code, detail })),
    orders: orders.map(orderAnswer),
  };
}
