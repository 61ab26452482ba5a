import type { ScreenReport, ScreenSettings } from '#contract/screen';
import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import type { Scope } from '../scope.ts';

export interface ScreenRecord {
  screenId: number;
  name: string;
  region: string | null;
  /** As they were saved: a setting that came later is not in it. */
  settings: Partial<ScreenSettings>;
  version: number;
  approvedBy: string;
  approvedAt: Instant;
  revokedAt: Instant | null;
  /** Its socket was alive within two and a half minutes: it is looked at every minute. */
  connected: boolean;
  lastSeenAt: Instant | null;
  report: ScreenReport | null;
  screenshotAt: Instant | null;
}

/** In the order of their ids. A wall shows every department: who is limited to some sees none. null: of any scope. */
export async function listScreens(
  db: Queryable,
  { scope, screenId }: { scope: Scope | null; screenId: number | null },
  now: Instant,
): Promise<ScreenRecord[]> {
  const { rows } = await db.query<ScreenRecord>(
    `select s.screen_id as "screenId", s.name, s.region, s.settings, s.version, s.approved_by as "approvedBy",
            s.approved_at as "approvedAt", s.revoked_at as "revokedAt",
            coalesce(s.revoked_at is null and s.unlinked_at is null
                     and s.linked_at > $4::timestamptz - interval '150 seconds', false) as connected,
            s.last_seen_at as "lastSeenAt", s.report, p.taken_at as "screenshotAt"
       from screens s
       left join screen_screenshots p using (screen_id)
      where ($1::text[] is null or s.region = any($1)) and $2::text[] is null
        and ($3::integer is null or s.screen_id = $3)
      order by s.screen_id`,
    [scope?.regions ?? null, scope?.departments ?? null, screenId, new Date(now)],
  );
  return rows;
}

/** `expected`: those not revoked; `connected` as above. */
export async function countScreens(
  db: Queryable,
  now: Instant,
): Promise<{ expected: number; connected: number }> {
  const { rows } = await db.query<{ expected: number; connected: number }>(
    `select count(*) as expected,
            count(*) filter (where unlinked_at is null and linked_at > $1::timestamptz - interval '150 seconds') as connected
       from screens
      where revoked_at is null`,
    [new Date(now)],
  );
  return rows[0] ?? { expected: 0, connected: 0 };
}

/** Holds a screen to the end of the transaction. */
export async function lockScreen(db: Queryable, screenId: number): Promise<void> {
  await db.query(`select from screens where screen_id = $1 for update`, [screenId]);
}

export async function isNameTaken(db: Queryable, name: string, besides: number | null): Promise<boolean> {
  const { rows } = await db.query<{ taken: boolean }>(
    `select exists (select from screens where name = $1 and screen_id is distinct from $2::integer) as taken`,
    [name, besides],
  );
  return rows[0]?.taken === true;
}

/** Answers its id; undefined when the name is taken. */
export async function insertScreen(
  db: Queryable,
  screen: { name: string; region: string | null; settings: ScreenSettings; approvedBy: string },
  now: Instant,
): Promise<number | undefined> {
  const { rows } = await db.query<{ screenId: number }>(
    `insert into screens (name, region, settings, approved_by, approved_at) values ($1, $2, $3, $4, $5)
     on conflict (name) do nothing
     returning screen_id as "screenId"`,
    [screen.name, screen.region, JSON.stringify(screen.settings), screen.approvedBy, new Date(now)],
  );
  return rows[0]?.screenId;
}

/** Lets a screen in again, with a device that is yet to come. */
export async function reinstateScreen(
  db: Queryable,
  screenId: number,
  approvedBy: string,
  now: Instant,
): Promise<void> {
  await db.query(
    `update screens set approved_by = $2, approved_at = $3, revoked_at = null, version = version + 1
      where screen_id = $1`,
    [screenId, approvedBy, new Date(now)],
  );
}

export async function updateScreen(
  db: Queryable,
  screenId: number,
  { name, region, settings }: { name: string; region: string | null; settings: ScreenSettings },
): Promise<void> {
  await db.query(
    `update screens set name = $2, region = $3, settings = $4, version = version + 1 where screen_id = $1`,
    [screenId, name, region, JSON.stringify(settings)],
  );
}

/** False: it was revoked before. */
export async function revokeScreen(db: Queryable, screenId: number, now: Instant): Promise<boolean> {
  const { rowCount } = await db.query(
    `update screens set revoked_at = $2, version = version + 1 where screen_id = $1 and revoked_at is null`,
    [screenId, new Date(now)],
  );
  return rowCount === 1;
}
