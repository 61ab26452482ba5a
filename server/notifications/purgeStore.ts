import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

/** Takes out of inboxes what was read before `readBefore`, or told before `toldBefore`. Returns how many, at most `limit`. */
export async function clearInboxes(
  db: Queryable,
  { readBefore, toldBefore }: { readBefore: Instant; toldBefore: Instant },
  limit: number,
): Promise<number> {
  const { rowCount } = await db.query(
    `delete from notification_inbox i
      using (select i.account_id, i.notification_id
               from notification_inbox i join notifications n using (notification_id)
              where i.read_at < $1 or n.at < $2
              order by i.notification_id, i.account_id
              limit $3) as old
      where i.account_id = old.account_id and i.notification_id = old.notification_id`,
    [new Date(readBefore), new Date(toldBefore), limit],
  );
  return rowCount ?? 0;
}

/** Forgets the log of what went out before, and what never did. Returns how many deliveries, at most `limit`. */
export async function forgetDeliveries(db: Queryable, before: Instant, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `with old as (
       select d.delivery_id from deliveries d join notifications n using (notification_id)
        where n.at < $1 order by d.delivery_id limit $2)
     delete from deliveries where delivery_id in (select delivery_id from old)`,
    [new Date(before), limit],
  );
  return rowCount ?? 0;
}

export async function forgetAttempts(db: Queryable, before: Instant): Promise<number> {
  const { rowCount } = await db.query('delete from delivery_attempts where at < $1', [new Date(before)]);
  return rowCount ?? 0;
}

/** Forgets notifications told before, that lie in no inbox and in no channel's log. Returns how many, at most `limit`. */
export async function forgetNotifications(db: Queryable, before: Instant, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `with old as (
       select notification_id from notifications n
        where at < $1 and routed_at is not null
          and not exists (select from notification_inbox i where i.notification_id = n.notification_id)
          and not exists (select from deliveries d where d.notification_id = n.notification_id)
        order by notification_id limit $2),
     unnoted as (delete from report_notices where notification_id in (select notification_id from old))
     delete from notifications where notification_id in (select notification_id from old)`,
    [new Date(before), limit],
  );
  return rowCount ?? 0;
}
