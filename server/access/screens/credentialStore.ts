import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import type { Rights } from '../mustHavePlace.ts';
import { randomSecret, sha256 } from '../secret.ts';
import { rightsOf, type Device } from './device.ts';

export interface FoundDevice extends Device {
  issuedAt: Instant;
  /** Whether the credential was used before. */
  used: boolean;
}

/**
 * The screen of a credential that is good: the screen not revoked and not silent for half a year, the credential not
 * replaced by one in use, but for a minute in which what was asked before may still arrive.
 */
export async function deviceOf(
  db: Queryable,
  secret: string,
  now: Instant,
): Promise<FoundDevice | undefined> {
  const { rows } = await db.query<FoundDevice>(
    `select s.screen_id as "screenId", s.name, s.region, c.issued_at as "issuedAt", c.used_at is not null as used
       from screen_credentials c
       join screens s using (screen_id)
      where c.credential_hash = $1 and s.revoked_at is null
        and (c.ended_at is null or c.ended_at > $2::timestamptz - interval '1 minute')
        and greatest(s.approved_at, s.last_seen_at) > $2::timestamptz - interval '180 days'`,
    [sha256(secret), new Date(now)],
  );
  return rows[0];
}

/** The first use of a credential ends those before it. */
export async function noteFirstUse(db: Queryable, secret: string, now: Instant): Promise<void> {
  await db.query(
    `with used as (
       update screen_credentials set used_at = $2
        where credential_hash = $1 and used_at is null and ended_at is null
       returning screen_id
     )
     update screen_credentials c set ended_at = $2
       from used
      where c.screen_id = used.screen_id and c.credential_hash <> $1 and c.ended_at is null`,
    [sha256(secret), new Date(now)],
  );
}

/**
 * What each credential gives an open socket at `now`, in the order given; undefined: nothing any more. A replaced one
 * holds its socket for another day: the screen loads itself anew each night.
 */
export async function deviceRights(
  db: Queryable,
  secrets: readonly string[],
  now: Instant,
): Promise<(Rights | undefined)[]> {
  const { rows } = await db.query<Device & { nth: number }>(
    `select n.nth, s.screen_id as "screenId", s.name, s.region
       from unnest($1::bytea[]) with ordinality as n (hash, nth)
       join screen_credentials c on c.credential_hash = n.hash
        and (c.ended_at is null or c.ended_at > $2::timestamptz - interval '1 day')
       join screens s on s.screen_id = c.screen_id and s.revoked_at is null`,
    [secrets.map(sha256), new Date(now)],
  );
  const byPlace = new Map(rows.map((row) => [row.nth, rightsOf(row)]));
  return secrets.map((_, index) => byPlace.get(index + 1));
}

/** A credential for a screen; its secret is stored nowhere. */
export async function issueCredential(db: Queryable, screenId: number, now: Instant): Promise<string> {
  const secret = randomSecret();
  await db.query(
    `insert into screen_credentials (credential_hash, screen_id, issued_at) values ($1, $2, $3)`,
    [sha256(secret), screenId, new Date(now)],
  );
  return secret;
}

/**
 * Another credential in place of one in use, in the caller's transaction; undefined when one was issued within the hour
 * before: of two that are on their way at once, the one that arrives first would end the other.
 */
export async function renewCredential(
  tx: Queryable,
  screenId: number,
  now: Instant,
): Promise<string | undefined> {
  const { rows } = await tx.query<{ recent: boolean }>(
    `select exists (select from screen_credentials c
                     where c.screen_id = s.screen_id and c.issued_at > $2::timestamptz - interval '1 hour') as recent
       from screens s
      where s.screen_id = $1 and s.revoked_at is null
        for update`,
    [screenId, new Date(now)],
  );
  return rows[0]?.recent === false ? issueCredential(tx, screenId, now) : undefined;
}

/** At once, for requests and sockets. */
export async function dropCredentials(db: Queryable, screenId: number): Promise<void> {
  await db.query(`delete from screen_credentials where screen_id = $1`, [screenId]);
}
