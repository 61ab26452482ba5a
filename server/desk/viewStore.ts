import type { NewView } from '#contract/deskSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

export interface ViewRow extends NewView {
  viewId: number;
  accountId: number;
  /** Display name of the account. */
  by: string;
}

/** The account's own views and those that others share, by name. */
export async function listViews(db: Queryable, accountId: number): Promise<ViewRow[]> {
  const { rows } = await db.query<ViewRow>(
    `select v.view_id as "viewId", v.account_id as "accountId", v.name, v.list, v.query, v.shared,
            a.display_name as by
       from saved_views v join accounts a using (account_id)
      where v.account_id = $1 or v.shared
      order by v.name, v.view_id`,
    [accountId],
  );
  return rows;
}

/** Undefined: the account has a view of this name for this list, or as many views as an account may have. */
export async function insertView(
  db: Queryable,
  accountId: number,
  view: NewView,
  most: number,
  now: Instant,
): Promise<number | undefined> {
  const { rows } = await db.query<{ viewId: number }>(
    `insert into saved_views (account_id, name, list, query, shared, changed_at)
     select $1, $2, $3, $4, $5, $6
      where (select count(*) from saved_views where account_id = $1) < $7
     on conflict (account_id, list, name) do nothing
     returning view_id as "viewId"`,
    [accountId, view.name, view.list, view.query, view.shared, new Date(now), most],
  );
  return rows[0]?.viewId;
}

export type ViewChange = 'changed' | 'not_found' | 'name_taken';

/** Only who saved a view changes it. */
export async function updateView(
  db: Queryable,
  accountId: number,
  viewId: number,
  view: NewView,
  now: Instant,
): Promise<ViewChange> {
  const { rows } = await db.query<{ own: boolean; taken: boolean }>(
    `with own as (
       select view_id from saved_views where view_id = $2 and account_id = $1 for update
     ), taken as (
       select from saved_views where account_id = $1 and list = $4 and name = $3 and view_id <> $2
     ), changed as (
       update saved_views v set name = $3, list = $4, query = $5, shared = $6, changed_at = $7
         from own where v.view_id = own.view_id and not exists (select from taken)
     )
     select exists (select from own) as own, exists (select from taken) as taken`,
    [accountId, viewId, view.name, view.list, view.query, view.shared, new Date(now)],
  );
  if (rows[0]?.own !== true) return 'not_found';
  return rows[0].taken ? 'name_taken' : 'changed';
}

/** False: no such view, or somebody else's; an administrator (`any`) also removes what others share. */
export async function deleteView(
  db: Queryable,
  accountId: number,
  viewId: number,
  any: boolean,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `delete from saved_views where view_id = $2 and (account_id = $1 or ($3 and shared))`,
    [accountId, viewId, any],
  );
  return rowCount === 1;
}
