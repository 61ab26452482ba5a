import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

export interface InboxRow {
  notificationId: number;
  at: Instant;
  kind: string;
  department: string | null;
  flagIds: number[];
  /** What it tells of. */
  reportId: number | null;
  textZh: string;
  textEn: string;
  readAt: Instant | null;
  /** The account in whose place one was told. */
  standingFor: string | null;
}

/** What an account has been told, newest first, below the notification `before`. */
export async function listInbox(
  db: Queryable,
  accountId: number,
  page: { unreadOnly: boolean; before: number | null; limit: number },
): Promise<InboxRow[]> {
  const { rows } = await db.query<InboxRow>(
    `select n.notification_id as "notificationId", n.at, n.kind, n.department, n.flag_ids as "flagIds",
            r.report_id as "reportId", n.text_zh as "textZh", n.text_en as "textEn", i.read_at as "readAt",
            i.standing_for as "standingFor"
       from notification_inbox i
       join notifications n using (notification_id)
       left join report_notices r using (notification_id)
      where i.account_id = $1 and (not $2 or i.read_at is null)
        and ($3::bigint is null or i.notification_id < $3)
      order by i.notification_id desc
      limit $4`,
    [accountId, page.unreadOnly, page.before, page.limit],
  );
  return rows;
}

export async function countUnread(db: Queryable, accountId: number): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    'select count(*) as n from notification_inbox where account_id = $1 and read_at is null',
    [accountId],
  );
  return rows[0]?.n ?? 0;
}

/** Marks as read those named, or all up to and with one. What was read before keeps its time. */
export async function markRead(
  db: Queryable,
  accountId: number,
  which: { ids: readonly number[] } | { upTo: number },
  now: Instant,
): Promise<void> {
  const ids = 'ids' in which ? which.ids : null;
  const upTo = 'upTo' in which ? which.upTo : null;
  await db.query(
    `update notification_inbox set read_at = $4
      where account_id = $1 and read_at is null
        and (notification_id = any($2::bigint[]) or notification_id <= $3::bigint)`,
    [accountId, ids, upTo, new Date(now)],
  );
}
