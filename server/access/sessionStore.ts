import type { Account } from '#contract/account';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { randomSecret, sha256 } from './secret.ts';

/** Of a cookie; a session of a person ends sooner. */
export const longestSession = 7 * 24 * 3_600_000;
/** How old `last_seen_at` may grow before a request writes it again: not every read should be a write. */
const seenEvery = 60_000;

/**
 * Opens a session and answers its secret, which is stored nowhere. It ends after 12 hours, or 30 minutes without use;
 * of a monitor, who changes nothing and hangs on a wall, after 7 days, or 12 hours without use.
 * @param client what the browser calls itself, for the person's own list of sessions; cut to 200 characters
 */
export async function openSession(
  db: Queryable,
  accountId: number,
  client: string,
  now: Instant,
): Promise<string> {
  const secret = randomSecret();
  await db.query(
    `insert into sessions (session_hash, account_id, created_at, last_seen_at, expires_at, idle_limit, client)
     select $1, account_id, $3, $3, $3::timestamptz + lasts, idle, $4
       from (select account_id,
                    case role when 'monitor' then interval '168 hours' else interval '12 hours' end as lasts,
                    case role when 'monitor' then interval '12 hours' else interval '30 minutes' end as idle
               from accounts
              where account_id = $2) as terms`,
    [sha256(secret), accountId, new Date(now), client.slice(0, 200)],
  );
  return secret;
}

/**
 * The account of a live session: not revoked, not idle too long, not too old, the account not disabled. While it acts in
 * somebody's place it has their region and department, and never more than its own role.
 */
export async function accountOfSession(
  db: Queryable,
  secret: string,
  now: Instant,
): Promise<Account | undefined> {
  const { rows } = await db.query<Omit<Account, 'standsInFor'> & { officer: string | null }>(
    `select a.account_id as id, a.name, a.display_name as "displayName", a.role, o.name as officer,
            case when o.name is null then a.region else o.region end as region,
            case when o.name is null then a.department else o.department end as department
       from sessions s
       join accounts a using (account_id)
       left join stand_ins i on i.stand_in_id = s.stand_in_id and i.account_id = a.account_id and i.ended_at is null
        and i.begins_at <= $2 and i.ends_at > $2
       left join accounts o on o.account_id = i.officer_id and o.role = a.role and o.disabled_at is null
      where s.session_hash = $1 and s.revoked_at is null and s.expires_at > $2
        and s.last_seen_at > $2::timestamptz - s.idle_limit and a.disabled_at is null`,
    [sha256(secret), new Date(now)],
  );
  const [found] = rows;
  if (!found) return undefined;
  const { officer, ...account } = found;
  return officer === null ? account : { ...account, standsInFor: officer };
}

/** Notes that the session was used; a live one only, so that a late request cannot wake an idle one. */
export async function touchSession(db: Queryable, secret: string, now: Instant): Promise<void> {
  await db.query(
    `update sessions set last_seen_at = $2
      where session_hash = $1 and revoked_at is null and last_seen_at > $2::timestamptz - idle_limit
        and last_seen_at <= $3`,
    [sha256(secret), new Date(now), new Date(now - seenEvery)],
  );
}

/** Answers the name of the account whose session has ended; undefined when there was none to end. */
export async function revokeSession(
  db: Queryable,
  secret: string,
  now: Instant,
): Promise<string | undefined> {
  const { rows } = await db.query<{ name: string }>(
    `update sessions set revoked_at = $2
       from accounts a
      where session_hash = $1 and revoked_at is null and a.account_id = sessions.account_id
     returning a.name`,
    [sha256(secret), new Date(now)],
  );
  return rows[0]?.name;
}

export interface SessionRecord {
  sessionId: number;
  client: string;
  createdAt: Instant;
  lastSeenAt: Instant;
  expiresAt: Instant;
  current: boolean;
}

/** The account's live sessions, last used first. `secret`: of the one that asks. */
export async function liveSessions(
  db: Queryable,
  account: string,
  secret: string | undefined,
  now: Instant,
): Promise<SessionRecord[]> {
  const { rows } = await db.query<SessionRecord>(
    `select s.session_id as "sessionId", s.client, s.created_at as "createdAt", s.last_seen_at as "lastSeenAt",
            s.expires_at as "expiresAt", coalesce(s.session_hash = $2, false) as current
       from sessions s
       join accounts a using (account_id)
      where a.name = $1 and s.revoked_at is null and s.expires_at > $3
        and s.last_seen_at > $3::timestamptz - s.idle_limit
      order by s.last_seen_at desc, s.session_id desc`,
    [account, secret === undefined ? null : sha256(secret), new Date(now)],
  );
  return rows;
}

/** Ends every session of the account but the one of that secret. */
export async function revokeOtherSessions(
  db: Queryable,
  accountId: number,
  secret: string,
  now: Instant,
): Promise<void> {
  await db.query(
    `update sessions set revoked_at = $3 where account_id = $1 and session_hash <> $2 and revoked_at is null`,
    [accountId, sha256(secret), new Date(now)],
  );
}

/** Ends the account's session of that number, or all of them for null. Answers how many ended. */
export async function revokeSessions(
  db: Queryable,
  account: string,
  sessionId: number | null,
  now: Instant,
): Promise<number> {
  const { rowCount } = await db.query(
    `update sessions set revoked_at = $3
       from accounts a
      where a.account_id = sessions.account_id and a.name = $1 and ($2::bigint is null or session_id = $2)
        and revoked_at is null`,
    [account, sessionId, new Date(now)],
  );
  return rowCount ?? 0;
}
