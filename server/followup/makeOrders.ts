import type { Queryable } from '../db/queryable.ts';
import type { FollowupEvent } from '../domain/followup/followupEvent.ts';
import type { Ground } from './ground.ts';
import { insertOrder } from './orderStore.ts';
import { changeOf, type FollowedChange } from './saveFollowed.ts';

type Ordered = Extract<FollowupEvent, { type: 'order_proposed' | 'order_issued' }>;

/**
 * Makes the orders that changes tell of, one for all flags of a department that are ordered the same, and gives each
 * change its order's number.
 * @returns the numbers
 */
export async function makeOrders(
  db: Queryable,
  { account, now }: Ground,
  changes: FollowedChange[],
): Promise<number[]> {
  const groups = new Map<string, { department: string; event: Ordered; places: number[] }>();
  for (const [place, { row, events }] of changes.entries()) {
    const event = events.find(
      (one): one is Ordered => one.type === 'order_proposed' || one.type === 'order_issued',
    );
    if (!event || row.department === null) continue;
    const { department } = row;
    const key = JSON.stringify([department, event.type, event.level, event.text, event.finishBy]);
    const group = groups.get(key);
    if (group) group.places.push(place);
    else groups.set(key, { department, event, places: [place] });
  }
  const numbers: number[] = [];
  for (const { department, event, places } of groups.values()) {
    const { level, text, finishBy } = event;
    const flagIds = places.flatMap((place) => changes[place]?.row.flagId ?? []);
    const issued = event.type === 'order_issued';
    const order = { department, level, text, finishBy, by: account.name, issued, flagIds };
    const orderId = await insertOrder(db, order, now);
    numbers.push(orderId);
    for (const place of places) {
      const change = changes[place];
      if (change)
        changes[place] = changeOf(
          change.row,
          change.before,
          change.events.map((one) => ('orderId' in one ? { ...one, orderId } : one)),
        );
    }
  }
  return numbers;
}
