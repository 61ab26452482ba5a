import type { Account } from '#contract/account';
import type { Queryable } from '../db/queryable.ts';

/** What an account may see: codes it is limited to, null for no limit. Every list query takes one. */
export interface Scope {
  regions: string[] | null;
  departments: string[] | null;
}

/**
 * An account's region and department with all below them. An account of the role `department` without a
 * department sees nothing.
 */
export async function scopeOf(db: Queryable, account: Account): Promise<Scope> {
  const nothing = account.role === 'department' && account.department === null;
  return {
    regions: account.region === null ? null : await regionsBelow(db, [account.region]),
    departments: nothing
      ? []
      : account.department === null
        ? null
        : await departmentsBelow(db, [account.department]),
  };
}

/** The codes and all below them by their newest parents. */
export async function regionsBelow(db: Queryable, codes: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ code: string }>(
    `with recursive newest as (
       select distinct on (code) code, parent from regions order by code, revision desc
     ), below as (
       select unnest($1::text[]) as code
        union
       select newest.code from below join newest on newest.parent = below.code
     )
     select code from below`,
    [codes],
  );
  return rows.map((row) => row.code);
}

/** The codes and all below them by their newest parents. */
export async function departmentsBelow(db: Queryable, codes: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ code: string }>(
    `with recursive newest as (
       select distinct on (code) code, parent from departments order by code, revision desc
     ), below as (
       select unnest($1::text[]) as code
        union
       select newest.code from below join newest on newest.parent = below.code
     )
     select code from below`,
    [codes],
  );
  return rows.map((row) => row.code);
}
