import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';

/** End of the oldest chunk of events; null: events are in a plain table, or there are none. */
export async function oldestChunkEnd(db: Queryable): Promise<Instant | null> {
  const { rows: found } = await db.query<{ there: boolean }>(
    `select to_regclass('timescaledb_information.chunks') is not null as there`,
  );
  if (!found[0]?.there) return null;
  const { rows } = await db.query<{ end: Instant | null }>(
    `select min(range_end) as end from timescaledb_information.chunks where hypertable_name = 'case_events'`,
  );
  return rows[0]?.end ?? null;
}

/** How many cases began before. */
export async function casesBegunBefore(db: Queryable, before: Instant): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    'select count(*) as n from cases where first_event_at < $1',
    [new Date(before)],
  );
  return rows[0]?.n ?? 0;
}

/** Drops chunks that ended before. @returns how many */
export async function dropChunks(db: Queryable, before: Instant): Promise<number> {
  const { rowCount } = await db.query(`select drop_chunks('case_events', older_than => $1::timestamptz)`, [
    new Date(before),
  ]);
  return rowCount ?? 0;
}

/** Null: there is no case. */
export async function firstEventOfAll(db: Queryable): Promise<Instant | null> {
  const { rows } = await db.query<{ at: Instant | null }>('select min(first_event_at) as at from cases');
  return rows[0]?.at ?? null;
}
