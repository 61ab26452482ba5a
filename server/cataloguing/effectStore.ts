import type { Queryable } from '../db/queryable.ts';

/** How many open dead letters wait for each of the codes ("item:CODE"), those that none waits for left out. */
export async function waitingLetters(
  db: Queryable,
  codes: readonly string[],
): Promise<{ code: string; letters: number }[]> {
  const { rows } = await db.query<{ code: string; letters: number }>(
    `select waits_for as code, count(*) as letters
       from dead_letters
      where replayed_at is null and discarded_at is null and waits_for = any($1::text[])
      group by waits_for
      order by waits_for`,
    [codes],
  );
  return rows;
}

export interface OpenOfItem {
  item: string;
  /** Accepted under limits that are frozen. */
  accepted: number;
  /** Not accepted yet. */
  waiting: number;
}

/** Open cases of each item, those without any left out. */
export async function openCasesOfItems(db: Queryable, items: readonly string[]): Promise<OpenOfItem[]> {
  const { rows } = await db.query<OpenOfItem>(
    `select item, count(*) filter (where stage in ('accepted', 'suspended')) as accepted,
            count(*) filter (where stage not in ('accepted', 'suspended')) as waiting
       from cases
      where concluded_at is null and stage <> 'not_accepted' and item = any($1::text[])
      group by item
      order by item`,
    [items],
  );
  return rows;
}

/** Open cases under each version of an item, by the revision that recorded it; null: no version holds yet. */
export async function openCasesByVersion(
  db: Queryable,
  item: string,
): Promise<{ revision: number | null; open: number }[]> {
  const { rows } = await db.query<{ revision: number | null; open: number }>(
    `select item_revision as revision, count(*) as open
       from cases
      where concluded_at is null and stage <> 'not_accepted' and item = $1
      group by item_revision
      order by item_revision`,
    [item],
  );
  return rows;
}

export type CountedBy = 'region' | 'department' | 'item';

/** Open cases that name each code, from the roll-up; codes without any left out. */
export async function openCasesOf(
  db: Queryable,
  by: CountedBy,
  codes: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ code: string; open: number }>(
    `select code, sum(open) as open
       from (select case $1::text when 'region' then region when 'department' then department else item end as code,
                    open
               from stats_open) counted
      where code = any($2::text[])
      group by code
      order by code`,
    [by, codes],
  );
  return new Map(rows.map(({ code, open }) => [code, open]));
}

/** Whether any case is open: then a calendar's change moves due dates. */
export async function anyOpenCase(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ any: boolean }>(
    `select exists (select from cases where concluded_at is null and stage <> 'not_accepted') as "any"`,
  );
  return rows[0]?.any ?? false;
}
