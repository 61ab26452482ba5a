import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import type { Subscriber } from './subscriberStore.ts';

export interface IssueNotice {
  at: Instant;
  reportId: number;
  text: { zh: string; en: string };
}

/** In the application, and by mail to whoever wants to be told so. */
export async function tellReaders(
  db: Queryable,
  { at, reportId, text }: IssueNotice,
  accounts: readonly string[],
): Promise<void> {
  if (accounts.length === 0) return;
  await db.query(
    `with told as (
       insert into notifications (at, kind, department, accounts, flag_ids, text_zh, text_en)
       select $1, 'report.issued', null, $3::text[], '{}', $4, $5
        where not exists (select from report_notices join notifications using (notification_id)
                           where report_id = $2 and subscription_id is null and kind = 'report.issued')
       returning notification_id)
     insert into report_notices (notification_id, report_id, formats) select notification_id, $2, '{}' from told`,
    [new Date(at), reportId, accounts, text.zh, text.en],
  );
}

/** Straight to one channel, past its choice of kinds: somebody subscribed it. Once, whoever issues twice. */
export async function sendToChannel(
  db: Queryable,
  { at, reportId, text }: IssueNotice,
  { subscriptionId, channelId, formats }: Subscriber,
): Promise<void> {
  await db.query(
    `with told as (
       insert into notifications (at, kind, department, accounts, flag_ids, text_zh, text_en, routed_at)
       select $1, 'report.issued', null, '{}', '{}', $6, $7, $1
        where not exists (select from report_notices where report_id = $2 and subscription_id = $3)
       returning notification_id),
     noted as (
       insert into report_notices (notification_id, report_id, subscription_id, formats)
       select notification_id, $2, $3, $5::text[] from told)
     insert into deliveries (channel_id, notification_id, account_id, state, due_at)
     select $4, notification_id, null, 'waiting', $1 from told`,
    [new Date(at), reportId, subscriptionId, channelId, formats, text.zh, text.en],
  );
}
