import type { PairingRequest } from '#contract/screen';
import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';

/** Seconds. */
export const pairingLasts = 15 * 60;
export const pollEvery = 5;
/** Devices that may wait at once. */
export const mostPending = 200;

export interface WaitingDevice {
  pairingId: number;
  userCode: string;
  address: string;
  asked: PairingRequest;
  createdAt: Instant;
  expiresAt: Instant;
}

export async function countPending(db: Queryable, now: Instant): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n from screen_pairings where state = 'pending' and expires_at > $1`,
    [new Date(now)],
  );
  return rows[0]?.n ?? 0;
}

/** False: another device has the user's code. */
export async function insertPairing(
  db: Queryable,
  pairing: { deviceHash: Buffer; userCode: string; address: string; asked: PairingRequest },
  now: Instant,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into screen_pairings (device_hash, user_code, address, asked, created_at, expires_at, every_seconds)
     values ($1, $2, $3, $4, $5, $5::timestamptz + $6 * interval '1 second', $7)
     on conflict (user_code) do nothing`,
    [
      pairing.deviceHash,
      pairing.userCode,
      pairing.address,
      JSON.stringify(pairing.asked),
      new Date(now),
      pairingLasts,
      pollEvery,
    ],
  );
  return rowCount === 1;
}

/** The device that shows the code and waits; held to the end of a transaction. */
export async function waitingDevice(
  db: Queryable,
  userCode: string,
  now: Instant,
): Promise<WaitingDevice | undefined> {
  const { rows } = await db.query<WaitingDevice>(
    `select pairing_id as "pairingId", user_code as "userCode", address, asked, created_at as "createdAt",
            expires_at as "expiresAt"
       from screen_pairings
      where user_code = $1 and state = 'pending' and expires_at > $2
        for update`,
    [userCode, new Date(now)],
  );
  return rows[0];
}

/** @param screenId that the device becomes; null: it is turned away */
export async function decidePairing(
  db: Queryable,
  pairingId: number,
  screenId: number | null,
): Promise<void> {
  await db.query(
    `update screen_pairings set screen_id = $2, state = case when $2::integer is null then 'denied' else 'approved' end
      where pairing_id = $1`,
    [pairingId, screenId],
  );
}

export interface Poll {
  pairingId: number;
  state: 'pending' | 'approved' | 'denied';
  screenId: number | null;
  /** It did not wait as long as it was told: from now on it has to wait five seconds longer. */
  tooSoon: boolean;
}

/** A device asks what has become of it. A second's haste is the line's. */
export async function notePoll(db: Queryable, deviceHash: Buffer, now: Instant): Promise<Poll | undefined> {
  const { rows } = await db.query<Poll>(
    `with asked as (
       select pairing_id,
              coalesce(polled_at > $2::timestamptz - (every_seconds - 1) * interval '1 second', false) as too_soon
         from screen_pairings
        where device_hash = $1 and expires_at > $2
          for update
     )
     update screen_pairings p
        set polled_at = $2, every_seconds = least(every_seconds + case when too_soon then 5 else 0 end, 60)
       from asked
      where p.pairing_id = asked.pairing_id
     returning p.pairing_id as "pairingId", p.state, p.screen_id as "screenId", too_soon as "tooSoon"`,
    [deviceHash, new Date(now)],
  );
  return rows[0];
}

/** False: somebody else has taken it. */
export async function dropPairing(db: Queryable, pairingId: number): Promise<boolean> {
  const { rowCount } = await db.query(`delete from screen_pairings where pairing_id = $1`, [pairingId]);
  return rowCount === 1;
}
