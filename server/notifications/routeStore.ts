import type { ChannelKind } from '#contract/channelSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { Recipient } from './recipients.ts';

export interface UnroutedRow {
  notificationId: number;
  at: Instant;
  kind: string;
  department: string | null;
  accounts: string[];
  /** Work to go on with, and no matter of the account itself. */
  isAboutFlags: boolean;
}

/** The oldest that nobody has been told of, held to the end of the transaction; other processes pass them over. */
export async function takeUnrouted(db: Queryable, limit: number): Promise<UnroutedRow[]> {
  const { rows } = await db.query<UnroutedRow>(
    `select notification_id as "notificationId", at, kind, department, accounts,
            cardinality(flag_ids) > 0 as "isAboutFlags"
       from notifications
      where routed_at is null
      order by notification_id
      limit $1
        for update skip locked`,
    [limit],
  );
  return rows;
}

/** Every account that may sign in, with how it wants to be told. */
export async function listRecipients(db: Queryable): Promise<Recipient[]> {
  const { rows } = await db.query<Recipient>(
    `select a.account_id as "accountId", a.name, a.role, a.department,
            coalesce(s.mail, 'off') as mail, coalesce(s.muted, '{}') as muted
       from accounts a
       left join notification_settings s using (account_id)
      where a.disabled_at is null
      order by a.account_id`,
  );
  return rows;
}

/** Who stands in for whom now, as accounts. */
export async function runningStandIns(
  db: Queryable,
  now: Instant,
): Promise<{ officerId: number; accountId: number }[]> {
  const { rows } = await db.query<{ officerId: number; accountId: number }>(
    `select officer_id as "officerId", account_id as "accountId" from stand_ins
      where begins_at <= $1 and ends_at > $1 and ended_at is null
      order by stand_in_id`,
    [new Date(now)],
  );
  return rows;
}

export interface ChannelRoute {
  channelId: number;
  kind: ChannelKind;
  department: string | null;
  kinds: string[];
  rhythm: 'at_once' | 'morning';
  hoursFrom: string | null;
  hoursTo: string | null;
  /** Mail: whether it has addresses of its own, and whether it serves those of the recipients. */
  hasOwn: boolean;
  toAccounts: boolean;
}

export async function listRoutes(db: Queryable): Promise<ChannelRoute[]> {
  const { rows } = await db.query<ChannelRoute>(
    `select channel_id as "channelId", kind, department, kinds, rhythm, hours_from as "hoursFrom",
            hours_to as "hoursTo", mail is null or jsonb_array_length(mail -> 'to') > 0 as "hasOwn",
            coalesce((mail ->> 'toAccounts')::boolean, false) as "toAccounts"
       from channels
      where enabled and deleted_at is null
      order by channel_id`,
  );
  return rows;
}

export async function addToInboxes(
  db: Queryable,
  told: readonly { accountId: number; notificationId: number; standingFor: string | null }[],
): Promise<void> {
  await db.query(
    `insert into notification_inbox (account_id, notification_id, standing_for)
     select * from unnest($1::integer[], $2::bigint[], $3::text[])
     on conflict do nothing`,
    [
      told.map(({ accountId }) => accountId),
      told.map(({ notificationId }) => notificationId),
      told.map(({ standingFor }) => standingFor),
    ],
  );
}

export interface NewDelivery {
  channelId: number;
  notificationId: number;
  accountId: number | null;
  dueAt: Instant;
}

export async function addDeliveries(db: Queryable, deliveries: readonly NewDelivery[]): Promise<void> {
  await db.query(
    `insert into deliveries (channel_id, notification_id, account_id, state, due_at)
     select n.channel, n.notification, n.account, 'waiting', to_timestamp(n.due / 1000.0)
       from unnest($1::integer[], $2::bigint[], $3::integer[], $4::bigint[])
            as n (channel, notification, account, due)
     on conflict do nothing`,
    [
      deliveries.map(({ channelId }) => channelId),
      deliveries.map(({ notificationId }) => notificationId),
      deliveries.map(({ accountId }) => accountId),
      deliveries.map(({ dueAt }) => dueAt),
    ],
  );
}

export async function markRouted(db: Queryable, ids: readonly number[], now: Instant): Promise<void> {
  await db.query('update notifications set routed_at = $2 where notification_id = any($1::bigint[])', [
    ids,
    new Date(now),
  ]);
}
