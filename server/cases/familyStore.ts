import type { Queryable } from '../db/queryable.ts';
import type { CaseRow } from './caseStore.ts';

/** A joint case and the cases that name it as their parent, or once did. */
export interface FamilyRow {
  parent: string;
  /** Sorted. */
  children: string[];
}

/** The families to which these cases belong, or belonged when families were last followed. */
export async function familiesOf(db: Queryable, caseIds: readonly string[]): Promise<FamilyRow[]> {
  const { rows } = await db.query<FamilyRow>(
    `with given as (
          select case_id, namespace, parent_case, kin from cases where case_id = any($1::text[])),
     parents as (
          select case when namespace = '' then parent_case else namespace || ':' || parent_case end as parent
            from given where parent_case is not null
           union
          select kin ->> 'parent' from given where kin ->> 'parent' is not null
           union
          select case_id from given g
           where kin is not null or exists (
                 select from cases c where c.namespace = g.namespace and c.parent_case =
                        case when g.namespace = '' then g.case_id else substr(g.case_id, length(g.namespace) + 2) end))
     select p.parent, array(
            select c.case_id from cases c
             where c.case_id <> p.parent and c.namespace = n.namespace and c.parent_case = n.number
             order by c.case_id) as children
       from parents p
      cross join lateral (
            select case when p.parent like '%:%' then split_part(p.parent, ':', 1) else '' end as namespace,
                   case when p.parent like '%:%' then split_part(p.parent, ':', 2) else p.parent end as number) n
      order by p.parent`,
    [caseIds],
  );
  return rows;
}

/** Notes what their relatives give these cases; the caller has them locked. */
export async function saveKin(db: Queryable, cases: readonly CaseRow[]): Promise<void> {
  await db.query(
    `update cases c set kin = n.kin::json
       from unnest($1::text[], $2::text[]) as n (case_id, kin)
      where c.case_id = n.case_id`,
    [cases.map(({ facts }) => facts.caseId), cases.map(({ kin }) => kin && JSON.stringify(kin))],
  );
}
