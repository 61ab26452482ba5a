import type { Instant } from '#contract/time';
import type { FlagCard } from '#contract/wall';
import type { Queryable } from '../db/queryable.ts';

type FlagCardRow = Omit<FlagCard, 'occurredAt' | 'raisedAt'> & { occurredAt: Instant; raisedAt: Instant };

/** Flags as cards show them, in the order of their ids; the one way a stored flag becomes a card. */
export async function flagCards(db: Queryable, flagIds: readonly number[]): Promise<FlagCard[]> {
  const { rows } = await db.query<FlagCardRow>(
    `select f.flag_id as "flagId", f.rule, f.severity, f.status, f.case_state as "caseState",
            case f.subject_kind when 'case' then f.subject_id end as "caseId",
            f.region, f.department, f.item, i.name as "itemName", f.step,
            f.occurred_at as "occurredAt", f.raised_at as "raisedAt", coalesce(f.evidence -> 'facts', '{}') as facts
       from flags f
       left join lateral (
              select coalesce(record ->> 'shortName', name) as name from items
               where code = f.item order by revision desc limit 1) i on true
      where f.flag_id = any($1::bigint[])
      order by f.flag_id`,
    [flagIds],
  );
  return rows.map((row) => ({
    ...row,
    occurredAt: new Date(row.occurredAt).toISOString(),
    raisedAt: new Date(row.raisedAt).toISOString(),
  }));
}

/** Ids of the newest flags a feed lists (default namespace), newest first; of all regions when `regions` is null. */
export async function newestListedFlags(
  db: Queryable,
  regions: readonly string[] | null,
  limit: number,
): Promise<number[]> {
  const { rows } = await db.query<{ flagId: number }>(
    `select flag_id as "flagId" from flags
      where severity <> 'info' and status <> 'archived'
        and (subject_kind <> 'case' or position(':' in subject_id) = 0)
        and ($1::text[] is null or region = any($1))
      order by raised_at desc, flag_id desc limit $2`,
    [regions, limit],
  );
  return rows.map((row) => row.flagId);
}

/** Ids of every flag of a case inside a scope (null: any place), newest first, ended ones too. */
export async function flagIdsOfCase(
  db: Queryable,
  caseId: string,
  scope: { regions: readonly string[] | null; departments: readonly string[] | null },
): Promise<number[]> {
  const { rows } = await db.query<{ flagId: number }>(
    `select flag_id as "flagId" from flags
      where subject_kind = 'case' and subject_id = $1
        and ($2::text[] is null or region = any($2)) and ($3::text[] is null or department = any($3))
      order by raised_at desc, flag_id desc`,
    [caseId, scope.regions, scope.departments],
  );
  return rows.map((row) => row.flagId);
}
