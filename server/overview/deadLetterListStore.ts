import type { Instant } from '#contract/time';
import type { Scope } from '../access/scope.ts';
import type { Queryable } from '../db/queryable.ts';
import type { Cursor } from '../http/cursor.ts';

export interface DeadLetterFilter {
  /** This letter alone. */
  letterId?: number;
  /** Letters of the sources that `listSources` shows. */
  scope: Scope;
  sourceId: number | null;
  code: string | null;
  waitsFor: string | null;
  path: string | null;
  state: 'open' | 'replayed' | 'discarded' | null;
}

export interface DeadLetterRow {
  deadLetterId: number;
  sourceId: number;
  source: string;
  receivedAt: Instant;
  code: string;
  path: string | null;
  message: string;
  eventId: string | null;
  subject: string | null;
  waitsFor: string | null;
  truncated: boolean;
  replayedAt: Instant | null;
  discardedAt: Instant | null;
  discardedBy: string | null;
  discardReason: string | null;
  mendedBy: string | null;
  expiresAt: Instant;
}

/** One page, newest first; without the letters' bodies, which hold personal data. */
export async function listDeadLetters(
  db: Queryable,
  filter: DeadLetterFilter,
  after: Cursor<number> | null,
  limit: number,
): Promise<DeadLetterRow[]> {
  const { rows } = await db.query<DeadLetterRow>(
    `select d.dead_letter_id as "deadLetterId", d.source_id as "sourceId", s.name as source,
            d.received_at as "receivedAt", d.code, d.path, d.message, d.event_id as "eventId", d.subject,
            d.waits_for as "waitsFor", d.truncated, d.replayed_at as "replayedAt",
            d.discarded_at as "discardedAt", d.discarded_by as "discardedBy",
            d.discard_reason as "discardReason", d.mended_by as "mendedBy", d.expires_at as "expiresAt"
       from dead_letters d
       join sources s using (source_id)
      where ($1::integer is null or d.source_id = $1) and ($2::text is null or d.code = $2)
        and ($3::text is null or $3 = case when d.discarded_at is not null then 'discarded'
                                           when d.replayed_at is not null then 'replayed' else 'open' end)
        and ($6::text is null or d.waits_for = $6) and ($7::text is null or d.path = $7)
        and ($4::text[] is null or (s.settings->'regions' <> '[]' and s.settings->'regions' <@ to_jsonb($4::text[])))
        and ($5::text[] is null
             or (s.settings->'departments' <> '[]' and s.settings->'departments' <@ to_jsonb($5::text[])))
        and ($8::bigint is null or d.dead_letter_id < $8) and ($9::bigint is null or d.dead_letter_id = $9)
      order by d.dead_letter_id desc
      limit $10`,
    [...filterValues(filter), after?.key ?? null, filter.letterId ?? null, limit],
  );
  return rows;
}

/** How many match, counted no further than `most`. */
export async function countDeadLetters(
  db: Queryable,
  filter: DeadLetterFilter,
  most: number,
): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n
       from (select
               from dead_letters d
               join sources s using (source_id)
              where ($1::integer is null or d.source_id = $1) and ($2::text is null or d.code = $2)
                and ($3::text is null or $3 = case when d.discarded_at is not null then 'discarded'
                                                   when d.replayed_at is not null then 'replayed' else 'open' end)
                and ($6::text is null or d.waits_for = $6) and ($7::text is null or d.path = $7)
                and ($4::text[] is null
                     or (s.settings->'regions' <> '[]' and s.settings->'regions' <@ to_jsonb($4::text[])))
                and ($5::text[] is null
                     or (s.settings->'departments' <> '[]' and s.settings->'departments' <@ to_jsonb($5::text[])))
              limit $8) as matching`,
    [...filterValues(filter), most],
  );
  return rows[0]?.n ?? 0;
}

const filterValues = ({ sourceId, code, state, scope, waitsFor, path }: DeadLetterFilter): unknown[] => [
  sourceId,
  code,
  state,
  scope.regions,
  scope.departments,
  waitsFor,
  path,
];
