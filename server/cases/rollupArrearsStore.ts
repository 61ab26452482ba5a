import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { Rollups } from './rollups.ts';

type Row = [key: string, counts: number[]];

export interface StoredArrears {
  days: Row[];
  minutes: Row[];
  open: Row[];
}

export async function insertArrears(
  db: Queryable,
  { days, minutes, open }: Rollups,
  now: Instant,
): Promise<number> {
  const stored: StoredArrears = { days: [...days], minutes: [...minutes], open: [...open] };
  const { rows } = await db.query<{ id: number }>(
    'insert into rollup_arrears (written_at, increments) values ($1, $2) returning arrears_id as id',
    [new Date(now), JSON.stringify(stored)],
  );
  return rows[0]?.id ?? 0;
}

/** Those of the given that nobody has settled, locked. */
export async function lockArrears(db: Queryable, ids: readonly number[]): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `select arrears_id as id from rollup_arrears where arrears_id = any($1::bigint[])
      order by arrears_id for update`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

/** The oldest of those written before `before`, locked; those that another settles right now are left to it. */
export async function arrearsBefore(db: Queryable, before: Instant): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `select arrears_id as id from rollup_arrears where written_at < $1
      order by arrears_id limit 1000 for update skip locked`,
    [new Date(before)],
  );
  return rows.map(({ id }) => id);
}

/** @returns what they held, if asked for: it is long */
export async function deleteArrears(
  db: Queryable,
  ids: readonly number[],
  asked: boolean,
): Promise<StoredArrears[]> {
  const { rows } = await db.query<{ increments: string | null }>(
    `delete from rollup_arrears where arrears_id = any($1::bigint[])
     returning case when $2::boolean then increments end as increments`,
    [ids, asked],
  );
  return rows.flatMap(({ increments }) =>
    increments === null ? [] : [JSON.parse(increments) as StoredArrears],
  );
}

/** Everything that is owed to the roll-ups in this transaction's picture. */
export async function allArrears(db: Queryable): Promise<StoredArrears[]> {
  const { rows } = await db.query<{ increments: string }>('select increments from rollup_arrears');
  return rows.map(({ increments }) => JSON.parse(increments) as StoredArrears);
}
