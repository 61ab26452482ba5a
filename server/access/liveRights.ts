import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { Credential } from './credential.ts';
import type { Rights } from './mustHavePlace.ts';
import type { DeviceCredential } from './screens/askDevice.ts';
import { deviceRights } from './screens/credentialStore.ts';
import { sha256 } from './secret.ts';

/**
 * What each credential gives an open socket at `now`, in the order given; undefined: it has ended, or its account is
 * disabled, or its screen revoked.
 */
export async function liveRights(
  db: Queryable,
  credentials: readonly (Credential | DeviceCredential)[],
  now: Instant,
): Promise<(Rights | undefined)[]> {
  const screens = credentials.flatMap((one) => (one.kind === 'screen' ? [one.secret] : []));
  const people = credentials.flatMap((one) => (one.kind === 'screen' ? [] : [one]));
  const ofScreens = screens.length === 0 ? [] : await deviceRights(db, screens, now);
  const ofPeople = people.length === 0 ? [] : await accountRights(db, people, now);
  return credentials.map(({ kind }) => (kind === 'screen' ? ofScreens : ofPeople).shift());
}

/** Says of many at once what `accountOfSession` and `accountOfToken` say of one. */
async function accountRights(
  db: Queryable,
  credentials: readonly Credential[],
  now: Instant,
): Promise<(Rights | undefined)[]> {
  const { rows } = await db.query<Rights & { nth: number }>(
    `select n.nth, coalesce(t.role, a.role) as role,
            case when o.name is null then coalesce(t.region, a.region) else o.region end as region,
            case when o.name is null then coalesce(t.department, a.department) else o.department end as department
       from unnest($1::text[], $2::bytea[]) with ordinality as n (kind, hash, nth)
       left join sessions s on n.kind = 'session' and s.session_hash = n.hash and s.revoked_at is null
        and s.expires_at > $3 and s.last_seen_at > $3::timestamptz - s.idle_limit
       left join api_tokens t on n.kind = 'token' and t.token_hash = n.hash and t.revoked_at is null
        and (t.expires_at is null or t.expires_at > $3)
       join accounts a on a.account_id = coalesce(s.account_id, t.account_id) and a.disabled_at is null
       left join stand_ins i on i.stand_in_id = s.stand_in_id and i.account_id = a.account_id and i.ended_at is null
        and i.begins_at <= $3 and i.ends_at > $3
       left join accounts o on o.account_id = i.officer_id and o.role = a.role and o.disabled_at is null`,
    [credentials.map(({ kind }) => kind), credentials.map(({ secret }) => sha256(secret)), new Date(now)],
  );
  const byPlace = new Map(
    rows.map(({ nth, role, region, department }) => [nth, { role, region, department }]),
  );
  return credentials.map((_, index) => byPlace.get(index + 1));
}
