import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { ChannelScope } from './channelStore.ts';

export interface DeliveryRow {
  deliveryId: number;
  notificationId: number;
  kind: string;
  at: Instant;
  account: string | null;
  state: 'waiting' | 'sent' | 'failed';
  dueAt: Instant;
  attempts: number;
  lastAttemptAt: Instant | null;
  lastStatus: number | null;
  lastError: string | null;
}

/** Deliveries of a channel, newest first, below the delivery `before`. */
export async function listDeliveries(
  db: Queryable,
  channelId: number,
  page: { state: string | null; before: number | null; limit: number },
): Promise<DeliveryRow[]> {
  const { rows } = await db.query<DeliveryRow>(
    `select d.delivery_id as "deliveryId", d.notification_id as "notificationId", n.kind, n.at, a.name as account,
            d.state, d.due_at as "dueAt", d.attempts, d.last_attempt_at as "lastAttemptAt",
            d.last_status as "lastStatus", d.last_error as "lastError"
       from deliveries d
       join notifications n using (notification_id)
       left join accounts a on a.account_id = d.account_id
      where d.channel_id = $1 and ($2::text is null or d.state = $2) and ($3::bigint is null or d.delivery_id < $3)
      order by d.delivery_id desc
      limit $4`,
    [channelId, page.state, page.before, page.limit],
  );
  return rows;
}

/** Makes a delivery that has ended due once more. Answers its channel; undefined: it waits, or is not in the scope. */
export async function replayDelivery(
  db: Queryable,
  deliveryId: number,
  scope: ChannelScope,
  now: Instant,
): Promise<number | undefined> {
  const { rows } = await db.query<{ channelId: number }>(
    `update deliveries d
        set state = 'waiting', due_at = $3, attempts = 0
       from channels c
      where d.delivery_id = $1 and d.state <> 'waiting' and c.channel_id = d.channel_id and c.enabled
        and c.deleted_at is null and ($2::text[] is null or c.department = any($2))
     returning d.channel_id as "channelId"`,
    [deliveryId, scope, new Date(now)],
  );
  return rows[0]?.channelId;
}
