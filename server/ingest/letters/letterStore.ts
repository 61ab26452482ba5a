import type { Instant } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { StoredDeadLetter } from '../deadLetterStore.ts';

/** Says of letters anew why they are refused. */
export async function restateLetters(
  db: Queryable,
  letters: readonly Pick<StoredDeadLetter, 'deadLetterId' | 'code' | 'path' | 'message' | 'waitsFor'>[],
): Promise<void> {
  if (letters.length === 0) return;
  await db.query(
    `update dead_letters d set code = g.code, path = g.path, message = g.message, waits_for = g.waits_for
       from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[])
            as g (dead_letter_id, code, path, message, waits_for)
      where d.dead_letter_id = g.dead_letter_id and d.replayed_at is null`,
    [
      letters.map((l) => l.deadLetterId),
      letters.map((l) => l.code),
      letters.map((l) => l.path),
      letters.map((l) => l.message),
      letters.map((l) => l.waitsFor),
    ],
  );
}

export interface LetterGroupRow {
  sourceId: number;
  source: string;
  code: string;
  path: string | null;
  waitsFor: string | null;
  n: number;
  firstAt: Instant;
  lastAt: Instant;
  expiresAt: Instant;
}

/** Open letters of the scope's sources by what is wrong with them, most first. */
export async function letterGroups(db: Queryable, scope: Scope, most: number): Promise<LetterGroupRow[]> {
  const { rows } = await db.query<LetterGroupRow>(
    `select d.source_id as "sourceId", s.name as source, d.code, d.path, d.waits_for as "waitsFor", count(*) as n,
            min(d.received_at) as "firstAt", max(d.received_at) as "lastAt", min(d.expires_at) as "expiresAt"
       from dead_letters d
       join sources s using (source_id)
      where d.replayed_at is null and d.discarded_at is null
        and ($1::text[] is null or (s.settings->'regions' <> '[]' and s.settings->'regions' <@ to_jsonb($1::text[])))
        and ($2::text[] is null
             or (s.settings->'departments' <> '[]' and s.settings->'departments' <@ to_jsonb($2::text[])))
      group by d.source_id, s.name, d.code, d.path, d.waits_for
      order by count(*) desc, s.name, d.code, d.path, d.waits_for
      limit $3`,
    [scope.regions, scope.departments, most],
  );
  return rows;
}

/** Discards open letters. @returns how many were open still */
export async function discardLetters(
  db: Queryable,
  letterIds: readonly number[],
  { by, reason }: { by: string; reason: string },
  now: Instant,
): Promise<number> {
  const { rowCount } = await db.query(
    `update dead_letters set discarded_at = $2, discarded_by = $3, discard_reason = $4
      where dead_letter_id = any($1::bigint[]) and replayed_at is null and discarded_at is null`,
    [letterIds, new Date(now), by, reason],
  );
  return rowCount ?? 0;
}

/** What an administrator sends instead of a letter's body, sealed; the body stays as it came. */
export async function keepMended(
  db: Queryable,
  letterId: number,
  { mended, by }: { mended: Buffer; by: string },
): Promise<void> {
  await db.query('update dead_letters set mended = $2, mended_by = $3 where dead_letter_id = $1', [
    letterId,
    mended,
    by,
  ]);
}

/** The sealed body as it came, and what was sent instead; undefined: no such letter in the scope. */
export async function sealedLetter(
  db: Queryable,
  letterId: number,
  scope: Scope,
): Promise<(StoredDeadLetter & { mended: Buffer | null; isOpen: boolean }) | undefined> {
  const { rows } = await db.query<StoredDeadLetter & { mended: Buffer | null; isOpen: boolean }>(
    `select d.dead_letter_id as "deadLetterId", d.source_id as "sourceId", d.received_at as "receivedAt", d.code,
            d.path, d.message, d.event_id as "eventId", d.subject, d.waits_for as "waitsFor", d.body, d.truncated,
            d.mended, d.replayed_at is null and d.discarded_at is null as "isOpen"
       from dead_letters d
       join sources s using (source_id)
      where d.dead_letter_id = $1
        and ($2::text[] is null or (s.settings->'regions' <> '[]' and s.settings->'regions' <@ to_jsonb($2::text[])))
        and ($3::text[] is null
             or (s.settings->'departments' <> '[]' and s.settings->'departments' <@ to_jsonb($3::text[])))`,
    [letterId, scope.regions, scope.departments],
  );
  return rows[0];
}

/** Open letters of a source that came last, the newest first; of one code, or of all. */
export async function newestLetters(
  db: Queryable,
  sourceId: number,
  code: string | null,
  most: number,
): Promise<StoredDeadLetter[]> {
  const { rows } = await db.query<StoredDeadLetter>(
    `select dead_letter_id as "deadLetterId", source_id as "sourceId", received_at as "receivedAt", code, path,
            message, event_id as "eventId", subject, waits_for as "waitsFor", body, truncated
       from dead_letters
      where source_id = $1 and replayed_at is null and discarded_at is null and ($2::text is null or code = $2)
      order by dead_letter_id desc
      limit $3`,
    [sourceId, code, most],
  );
  return rows;
}
