import type { ProblemCode } from '#contract/problem';
import type { Instant } from '#contract/time';
import type { Scope } from '../access/scope.ts';
import type { Queryable } from '../db/queryable.ts';

export interface DeadLetter {
  sourceId: number;
  code: ProblemCode;
  path: string | null;
  message: string;
  eventId: string | null;
  subject: string | null;
  /** "item:01-017-004": replays by itself when this code is imported; "value:score:1": when its source lists it. */
  waitsFor: string | null;
  /** Sealed. */
  body: Buffer;
  truncated: boolean;
}

export interface StoredDeadLetter extends DeadLetter {
  deadLetterId: number;
  receivedAt: Instant;
}

/** Keeps letters until `expiresAt`, as long as their source has fewer than `quota` open ones. @returns how many were kept */
export async function insertDeadLetters(
  db: Queryable,
  letters: readonly DeadLetter[],
  times: { now: Instant; expiresAt: Instant },
  quota: number,
): Promise<number> {
  const { rowCount } = await db.query(
    `insert into dead_letters (source_id, received_at, code, path, message, event_id, subject, waits_for, body,
                               truncated, expires_at)
     select g.source_id, $10, g.code, g.path, g.message, g.event_id, g.subject, g.waits_for, g.body, g.truncated, $11
       from unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bytea[],
                   $9::boolean[])
            as g (source_id, code, path, message, event_id, subject, waits_for, body, truncated)
      where (select count(*) from (select from dead_letters d
                                    where d.source_id = g.source_id and d.replayed_at is null
                                      and d.discarded_at is null limit $12) as open)
            < $12`,
    [
      letters.map((l) => l.sourceId),
      letters.map((l) => l.code),
      letters.map((l) => l.path),
      letters.map((l) => l.message),
      letters.map((l) => l.eventId),
      letters.map((l) => l.subject),
      letters.map((l) => l.waitsFor),
      letters.map((l) => l.body),
      letters.map((l) => l.truncated),
      new Date(times.now),
      new Date(times.expiresAt),
      quota,
    ],
  );
  return rowCount ?? 0;
}

export interface DeadLetterFilter {
  sourceId?: number | undefined;
  code?: string | undefined;
  /** Letters that wait for one of these. */
  waitsFor?: readonly string[] | undefined;
  path?: string | undefined;
  ids?: readonly number[] | undefined;
  /** Of whom these letters may be; left out: of all. */
  scope?: Scope | undefined;
}

/** Open letters after `after`, oldest first, at most `limit`. */
export async function openDeadLetters(
  db: Queryable,
  filter: DeadLetterFilter,
  after: number,
  limit: number,
): Promise<StoredDeadLetter[]> {
  const { rows } = await db.query<StoredDeadLetter>(
    `select dead_letter_id as "deadLetterId", source_id as "sourceId", received_at as "receivedAt", code, path,
            message, event_id as "eventId", subject, waits_for as "waitsFor", coalesce(mended, body) as body,
            truncated
       from dead_letters d
      where replayed_at is null and discarded_at is null and dead_letter_id > $1
        and ($2::integer is null or source_id = $2)
        and ($3::text is null or code = $3)
        and ($4::text[] is null or waits_for = any($4))
        and ($5::text is null or path = $5) and ($6::bigint[] is null or dead_letter_id = any($6))
        and (($7::text[] is null and $8::text[] is null) or exists (
             select from sources s where s.source_id = d.source_id
                and ($7::text[] is null or (s.settings->'regions' <> '[]' and s.settings->'regions' <@ to_jsonb($7::text[])))
                and ($8::text[] is null
                     or (s.settings->'departments' <> '[]' and s.settings->'departments' <@ to_jsonb($8::text[])))))
      order by dead_letter_id limit $9`,
    [after, ...filterValues(filter), limit],
  );
  return rows;
}

const filterValues = ({ sourceId, code, waitsFor, path, ids, scope }: DeadLetterFilter): unknown[] => [
  sourceId ?? null,
  code ?? null,
  waitsFor ?? null,
  path ?? null,
  ids ?? null,
  scope?.regions ?? null,
  scope?.departments ?? null,
];

/** How many open letters there are after `after`. */
export async function countOpenLetters(
  db: Queryable,
  filter: DeadLetterFilter,
  after: number,
): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n
       from dead_letters d
      where replayed_at is null and discarded_at is null and dead_letter_id > $1
        and ($2::integer is null or source_id = $2)
        and ($3::text is null or code = $3)
        and ($4::text[] is null or waits_for = any($4))
        and ($5::text is null or path = $5) and ($6::bigint[] is null or dead_letter_id = any($6))
        and (($7::text[] is null and $8::text[] is null) or exists (
             select from sources s where s.source_id = d.source_id
                and ($7::text[] is null or (s.settings->'regions' <> '[]' and s.settings->'regions' <@ to_jsonb($7::text[])))
                and ($8::text[] is null
                     or (s.settings->'departments' <> '[]' and s.settings->'departments' <@ to_jsonb($8::text[])))))`,
    [after, ...filterValues(filter)],
  );
  return rows[0]?.n ?? 0;
}

export async function markReplayed(
  db: Queryable,
  deadLetterIds: readonly number[],
  now: Instant,
): Promise<void> {
  await db.query('update dead_letters set replayed_at = $2 where dead_letter_id = any($1::bigint[])', [
    deadLetterIds,
    new Date(now),
  ]);
}

/** Letters past their time are dropped, replayed or not. @returns how many */
export async function dropExpiredDeadLetters(db: Queryable, now: Instant): Promise<number> {
  const { rowCount } = await db.query('delete from dead_letters where expires_at <= $1', [new Date(now)]);
  return rowCount ?? 0;
}

/** The codes that open letters wait for, by source. */
export async function awaitedCodes(db: Queryable): Promise<{ sourceId: number; code: string }[]> {
  const { rows } = await db.query<{ sourceId: number; code: string }>(
    `select distinct source_id as "sourceId", waits_for as code from dead_letters
      where replayed_at is null and discarded_at is null and waits_for is not null
      order by 1, 2`,
  );
  return rows;
}
