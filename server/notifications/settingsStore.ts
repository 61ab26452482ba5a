import type { NotificationSettings } from '#contract/notificationSchema';
import type { Queryable } from '../db/queryable.ts';

const unset: NotificationSettings = { mail: 'off', mailAddress: null, muted: [] };

/** How an account wants to be told; nothing by mail until it says so. */
export async function settingsOf(db: Queryable, accountId: number): Promise<NotificationSettings> {
  const { rows } = await db.query<NotificationSettings>(
    `select mail, mail_address as "mailAddress", muted from notification_settings where account_id = $1`,
    [accountId],
  );
  return rows[0] ?? unset;
}

export async function saveSettings(
  db: Queryable,
  accountId: number,
  { mail, mailAddress, muted }: NotificationSettings,
): Promise<void> {
  await db.query(
    `insert into notification_settings (account_id, mail, mail_address, muted) values ($1, $2, $3, $4::text[])
     on conflict (account_id) do update
        set mail = excluded.mail, mail_address = excluded.mail_address, muted = excluded.muted`,
    [accountId, mail, mailAddress, muted],
  );
}
