import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { ProofOfLife } from '../domain/knowledge.ts';
import type { SourceDay } from '../domain/quality/sourceDay.ts';
import { addRefusals } from './sourceDayStore.ts';

/** What one batch of a source brought. One entry a source. */
export interface Heard {
  sourceId: number;
  /** Latest event time of what was accepted or was a duplicate; null if nothing was. */
  lastOccurredAt: Instant | null;
  receivedAt: Instant;
  accepted: number;
  duplicates: number;
  rejected: number;
  /** Of the accepted: arrived later than the source's usual delay. */
  late: number;
  /** What it adds to the source's day, for its quality. */
  day?: SourceDay | undefined;
}

/** Adds batches to the sources' watermarks and days; times only move forward. Locks the rows in order of source to commit. */
export async function recordHeard(db: Queryable, heard: readonly Heard[]): Promise<void> {
  if (heard.length === 0) return;
  const days = heard.flatMap(({ day }) => day ?? []);
  await db.query(
    {
      name: 'record heard',
      text: `with days as (
            insert into source_days as d
                   (source_id, day, accepted, duplicates, out_of_order, ahead, most_ahead_ms, ids_checked, ids_invalid,
                    fields_expected, fields_missing, lags)
            select "sourceId", day, accepted, duplicates, "outOfOrder", ahead, "mostAheadMs", "idsChecked",
                   "idsInvalid", "fieldsExpected", "fieldsMissing", lags
              from json_to_recordset($8) as given (
                   "sourceId" integer, day date, accepted integer, duplicates integer, "outOfOrder" integer,
                   ahead integer, "mostAheadMs" integer, "idsChecked" integer, "idsInvalid" integer,
                   "fieldsExpected" integer, "fieldsMissing" integer, lags integer[])
             order by "sourceId", day
            on conflict (source_id, day) do update set
                   accepted = d.accepted + excluded.accepted,
                   duplicates = d.duplicates + excluded.duplicates,
                   out_of_order = d.out_of_order + excluded.out_of_order,
                   ahead = d.ahead + excluded.ahead,
                   most_ahead_ms = greatest(d.most_ahead_ms, excluded.most_ahead_ms),
                   ids_checked = d.ids_checked + excluded.ids_checked,
                   ids_invalid = d.ids_invalid + excluded.ids_invalid,
                   fields_expected = d.fields_expected + excluded.fields_expected,
                   fields_missing = d.fields_missing + excluded.fields_missing,
                   lags = array(select a + b from unnest(d.lags, excluded.lags) with ordinality as u (a, b, step)
                                 order by step))
     insert into source_watermarks as w
            (source_id, last_occurred_at, last_received_at, accepted, duplicates, rejected, late)
     select source_id, to_timestamp(occurred_ms / 1000.0), to_timestamp(received_ms / 1000.0),
            accepted, duplicates, rejected, late
       from unnest($1::integer[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])
            as given (source_id, occurred_ms, received_ms, accepted, duplicates, rejected, late)
      order by source_id
     on conflict (source_id) do update set
            last_occurred_at = greatest(w.last_occurred_at, excluded.last_occurred_at),
            last_received_at = greatest(w.last_received_at, excluded.last_received_at),
            accepted = w.accepted + excluded.accepted,
            duplicates = w.duplicates + excluded.duplicates,
            rejected = w.rejected + excluded.rejected,
            late = w.late + excluded.late`,
    },
    [
      heard.map((h) => h.sourceId),
      heard.map((h) => h.lastOccurredAt),
      heard.map((h) => h.receivedAt),
      heard.map((h) => h.accepted),
      heard.map((h) => h.duplicates),
      heard.map((h) => h.rejected),
      heard.map((h) => h.late),
      JSON.stringify(days),
    ],
  );
  await addRefusals(db, days);
}

export interface Watermark {
  sourceId: number;
  lastOccurredAt: Instant | null;
  lastReceivedAt: Instant | null;
  accepted: number;
  duplicates: number;
  rejected: number;
  late: number;
  staleSince: Instant | null;
}

/** One row a source that was ever heard or marked. */
export async function listWatermarks(db: Queryable): Promise<Watermark[]> {
  const { rows } = await db.query<Watermark>(
    `select source_id as "sourceId", last_occurred_at as "lastOccurredAt", last_received_at as "lastReceivedAt",
            accepted, duplicates, rejected, late, stale_since as "staleSince"
       from source_watermarks order by source_id`,
  );
  return rows;
}

/** By source, for every source ever heard. A source that only sends past logs counts as complete. */
export async function proofsOfLife(db: Queryable): Promise<Map<number, ProofOfLife>> {
  const { rows } = await db.query<{
    sourceId: number;
    lastOccurredAt: Instant | null;
    live: boolean;
    complete: boolean;
  }>(
    `select source_id as "sourceId", w.last_occurred_at as "lastOccurredAt", w.stale_since is null as live,
            coalesce((s.settings ->> 'historical')::boolean, false) as complete
       from source_watermarks w join sources s using (source_id)`,
  );
  return new Map(
    rows.map((row) => [
      row.sourceId,
      { lastOccurredAt: row.complete ? Infinity : (row.lastOccurredAt ?? -Infinity), live: row.live },
    ]),
  );
}

/**
 * Marks a source as silent since `since`, if it was not heard after `lastReceivedAt`, which the caller judged by.
 * False: it was heard meanwhile, or somebody marked it first.
 */
export async function markStale(
  db: Queryable,
  sourceId: number,
  lastReceivedAt: Instant | null,
  since: Instant,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update source_watermarks set stale_since = $3
      where source_id = $1 and stale_since is null
        and (last_received_at is null or last_received_at <= $2)`,
    [sourceId, lastReceivedAt === null ? null : new Date(lastReceivedAt), new Date(since)],
  );
  return rowCount === 1;
}

/** Ends the mark of silence if the source was heard after it began. False: still silent, or already ended. */
export async function markRecovered(db: Queryable, sourceId: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `update source_watermarks set stale_since = null
      where source_id = $1 and stale_since is not null and last_received_at > stale_since`,
    [sourceId],
  );
  return rowCount === 1;
}
