import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';

export interface Screenshot {
  takenAt: Instant;
  type: string;
  image: Buffer;
}

export async function askScreenshot(db: Queryable, screenId: number, now: Instant): Promise<void> {
  await db.query(`update screens set screenshot_asked_at = $2 where screen_id = $1`, [
    screenId,
    new Date(now),
  ]);
}

/** In place of the one before. False: nobody has asked within the last minute, or has it already. */
export async function keepScreenshot(
  db: Queryable,
  screenId: number,
  { takenAt, type, image }: Screenshot,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `with asked as (
       update screens set screenshot_asked_at = null
        where screen_id = $1 and screenshot_asked_at > $2::timestamptz - interval '1 minute'
       returning screen_id
     )
     insert into screen_screenshots (screen_id, taken_at, type, image)
     select screen_id, $2, $3, $4 from asked
     on conflict (screen_id) do update set taken_at = excluded.taken_at, type = excluded.type, image = excluded.image`,
    [screenId, new Date(takenAt), type, image],
  );
  return rowCount === 1;
}

export async function screenshotOf(db: Queryable, screenId: number): Promise<Screenshot | undefined> {
  const { rows } = await db.query<Screenshot>(
    `select taken_at as "takenAt", type, image from screen_screenshots where screen_id = $1`,
    [screenId],
  );
  return rows[0];
}
