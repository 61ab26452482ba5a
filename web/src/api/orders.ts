import type { Page } from '#contract/pageSchema';
import type { OrderAnswer, OrderState } from '#contract/followup';
import { request } from './request.ts';

export type { OrderAnswer };

/** Newest first, within the caller's scope. */
export function listOrders(state: OrderState): Promise<Page<OrderAnswer>> {
  return request('GET', `/orders?${new URLSearchParams({ state, limit: '200' })}`);
}

/** @throws Problem `stale_version` when it was changed meanwhile, `conflict` when it has been decided */
export function decideOrder(
  { orderId, version }: Pick<OrderAnswer, 'orderId' | 'version'>,
  body: Record<string, unknown>,
): Promise<OrderAnswer> {
  return request('POST', `/orders/${orderId}/approve`, body, version);
}
