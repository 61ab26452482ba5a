import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

export interface NewNotification {
  at: Instant;
  /** `order.issued`, `reply.overdue`: channels and people choose by what stands before the dot, or by the whole. */
  kind: string;
  /** Its officers are told, and the channels that serve it. */
  department: string | null;
  /** Told by name, wherever they belong. Nobody and no department: the channels of the whole office alone. */
  accounts: string[];
  flagIds: number[];
  /** One sentence; never personal data: it leaves by mail and chat. */
  text: { zh: string; en: string };
}

/** Puts a notification into the outbox, in the transaction of what it tells: both happen or neither does. */
export async function enqueueNotification(db: Queryable, notification: NewNotification): Promise<void> {
  const { at, kind, department, accounts, flagIds, text } = notification;
  await db.query(
    `insert into notifications (at, kind, department, accounts, flag_ids, text_zh, text_en)
     values ($1, $2, $3, $4::text[], $5::bigint[], $6, $7)`,
    [new Date(at), kind, department, accounts, flagIds, text.zh, text.en],
  );
}
