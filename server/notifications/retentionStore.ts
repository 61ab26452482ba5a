import type { Retention } from '#contract/notificationSchema';
import type { Queryable } from '../db/queryable.ts';

/** What holds until an office sets something else. */
const usual: Retention = { readDays: 90, allDays: 400 };

export async function notificationRetention(db: Queryable): Promise<Retention> {
  const { rows } = await db.query<Retention>(
    'select read_days as "readDays", all_days as "allDays" from notification_retention',
  );
  return rows[0] ?? usual;
}

export async function saveRetention(db: Queryable, { readDays, allDays }: Retention): Promise<void> {
  await db.query(
    `insert into notification_retention (read_days, all_days) values ($1, $2)
     on conflict (only_one) do update set read_days = excluded.read_days, all_days = excluded.all_days`,
    [readDays, allDays],
  );
}
