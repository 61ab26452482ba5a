import type { ChannelKind } from '#contract/channelSchema';
import type { Instant } from '#contract/time';
import type { Language } from '#contract/wording/language';
import type { Queryable } from '../db/queryable.ts';
import type { MailSettings, Sent, Told } from './channels/channel.ts';

/** A channel that this process alone serves while the lease lasts; `fence` grows with every taker. */
export interface ClaimedChannel {
  channelId: number;
  fence: number;
  kind: ChannelKind;
  department: string | null;
  hoursFrom: string | null;
  hoursTo: string | null;
  language: Language;
  mail: MailSettings | null;
  sealed: Buffer;
  failures: number;
}

/** Takes channels that have something due and that nobody serves. */
export async function claimChannels(
  db: Queryable,
  now: Instant,
  leaseUntil: Instant,
  limit: number,
): Promise<ClaimedChannel[]> {
  const { rows } = await db.query<ClaimedChannel>(
    `update channels
        set fence = fence + 1, lease_until = $2
      where channel_id in (
            select c.channel_id
              from channels c
             where c.enabled and c.deleted_at is null and (c.lease_until is null or c.lease_until <= $1)
               and (c.paused_until is null or c.paused_until <= $1)
               and exists (select from deliveries d
                            where d.channel_id = c.channel_id and d.state = 'waiting' and d.due_at <= $1)
             order by c.channel_id
             limit $3
               for update skip locked)
     returning channel_id as "channelId", fence, kind, department, hours_from as "hoursFrom", hours_to as "hoursTo",
               language, mail, sealed, failures`,
    [new Date(now), new Date(leaseUntil), limit],
  );
  return rows;
}

/** Lets go of a channel, which rests until `pausedUntil` if told so. Does nothing when another has taken it. */
export async function releaseChannel(
  db: Queryable,
  { channelId, fence }: ClaimedChannel,
  pausedUntil: Instant | null,
): Promise<void> {
  await db.query(
    `update channels set lease_until = null, paused_until = $3 where channel_id = $1 and fence = $2`,
    [channelId, fence, pausedUntil === null ? null : new Date(pausedUntil)],
  );
}

export interface DueDelivery extends Told {
  deliveryId: number;
  attempts: number;
  accountId: number | null;
  /** The recipient's own; null for the channel's, and where an account has none any more. */
  mailAddress: string | null;
  reportId: number | null;
  /** Of the report's files, those that ride along by mail. */
  formats: string[];
}

/** What is due to one recipient, oldest first, and another lease; nothing when the channel is another's by now. */
export async function takeDue(
  db: Queryable,
  { channelId, fence }: ClaimedChannel,
  { now, leaseUntil, limit }: { now: Instant; leaseUntil: Instant; limit: number },
): Promise<DueDelivery[]> {
  const { rows } = await db.query<DueDelivery>(
    `with held as (
       update channels set lease_until = $4
        where channel_id = $1 and fence = $2 and lease_until > $3 and enabled and deleted_at is null
       returning channel_id),
     first as (
       select d.channel_id, d.account_id
         from deliveries d join held using (channel_id)
        where d.state = 'waiting' and d.due_at <= $3
        order by d.due_at, d.delivery_id
        limit 1)
     select d.delivery_id as "deliveryId", d.attempts, d.account_id as "accountId",
            case when a.disabled_at is null then s.mail_address end as "mailAddress",
            n.notification_id as "notificationId", n.at, n.kind, n.department, n.flag_ids as "flagIds",
            n.text_zh as "textZh", n.text_en as "textEn", r.report_id as "reportId", coalesce(r.formats, '{}') as formats
       from deliveries d
       join first f on f.channel_id = d.channel_id and f.account_id is not distinct from d.account_id
       join notifications n using (notification_id)
       left join report_notices r using (notification_id)
       left join accounts a on a.account_id = d.account_id
       left join notification_settings s on s.account_id = d.account_id
      where d.state = 'waiting' and d.due_at <= $3
      order by d.due_at, d.delivery_id
      limit $5`,
    [channelId, fence, new Date(now), new Date(leaseUntil), limit],
  );
  return rows;
}

/** Times of the channel's last messages, tests too. */
export async function recentAttempts(db: Queryable, channelId: number, since: Instant): Promise<Instant[]> {
  const { rows } = await db.query<{ at: Instant }>(
    'select at from delivery_attempts where channel_id = $1 and at > $2',
    [channelId, new Date(since)],
  );
  return rows.map(({ at }) => at);
}

export interface Attempt {
  channelId: number;
  at: Instant;
  tookMs: number;
  sent: Sent;
  deliveryIds: readonly number[];
}

export async function recordAttempt(db: Queryable, attempt: Attempt): Promise<void> {
  const { channelId, at, tookMs, sent, deliveryIds } = attempt;
  await db.query(
    `insert into delivery_attempts (channel_id, at, took_ms, outcome, status, detail, deliveries)
     values ($1, $2, $3, $4, $5, $6, $7::bigint[])`,
    [
      channelId,
      new Date(at),
      Math.round(tookMs),
      sent.outcome,
      sent.status,
      sent.outcome === 'sent' ? null : sent.detail,
      deliveryIds,
    ],
  );
}

/** What became of deliveries: made, given up, or due again at `dueAt`. */
export async function settleDeliveries(
  db: Queryable,
  { at, sent, deliveryIds }: Attempt,
  next: { state: 'waiting' | 'sent' | 'failed'; dueAt: Instant },
): Promise<void> {
  await db.query(
    `update deliveries
        set state = $2, due_at = $3, attempts = attempts + 1, last_attempt_at = $4, last_status = $5, last_error = $6
      where delivery_id = any($1::bigint[]) and state = 'waiting'`,
    [
      deliveryIds,
      next.state,
      new Date(next.dueAt),
      new Date(at),
      sent.status,
      sent.outcome === 'sent' ? null : sent.detail,
    ],
  );
}

/** Failures in a row, for the channel's back-off. */
export async function countFailures(
  db: Queryable,
  { channelId, fence }: ClaimedChannel,
  failures: number,
): Promise<void> {
  await db.query('update channels set failures = $3 where channel_id = $1 and fence = $2', [
    channelId,
    fence,
    failures,
  ]);
}
