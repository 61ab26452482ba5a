import type { OidcGroup } from '#contract/oidcSchema';
import type { Instant } from '#contract/time';
import type { AccountRecord } from '../accountStore.ts';
import type { Queryable } from '../../db/queryable.ts';

export async function listGroups(db: Queryable): Promise<OidcGroup[]> {
  const { rows } = await db.query<OidcGroup>(
    `select name as "group", role, region, department, precedence as "order"
       from oidc_groups
      order by precedence nulls last, name`,
  );
  return rows;
}

/** To the end of the transaction nobody else changes the mapping; reading goes on. */
export async function lockGroups(db: Queryable): Promise<void> {
  await db.query(`lock table oidc_groups in exclusive mode`);
}

/** Replaces the whole mapping; the caller holds `lockGroups`. */
export async function replaceGroups(db: Queryable, groups: readonly OidcGroup[]): Promise<void> {
  await db.query(`delete from oidc_groups`);
  await db.query(
    `insert into oidc_groups (name, role, region, department, precedence)
     select "group", role, region, department, "order"
       from json_to_recordset($1)
            as given ("group" text, role text, region text, department text, "order" integer)`,
    [JSON.stringify(groups)],
  );
}

export type LinkedAccount = Omit<AccountRecord, 'passwordHash'>;

/** The account of whom the provider calls so, held to the end of the transaction. */
export async function linkedAccount(
  db: Queryable,
  issuer: string,
  subject: string,
): Promise<LinkedAccount | undefined> {
  const { rows } = await db.query<LinkedAccount>(
    `select a.account_id as id, a.name, a.display_name as "displayName", a.role, a.region, a.department,
            a.disabled_at as "disabledAt"
       from oidc_subjects s
       join accounts a using (account_id)
      where s.issuer = $1 and s.subject = $2
        for update of a`,
    [issuer, subject],
  );
  return rows[0];
}

export async function linkAccount(
  db: Queryable,
  { accountId, issuer, subject }: { accountId: number; issuer: string; subject: string },
  now: Instant,
): Promise<void> {
  await db.query(
    `insert into oidc_subjects (issuer, subject, account_id, linked_at) values ($1, $2, $3, $4)`,
    [issuer, subject, accountId, new Date(now)],
  );
}

/** The account has no password any more. Answers its number. */
export async function takePassword(db: Queryable, name: string): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `update accounts set password_hash = null where name = $1 returning account_id as id`,
    [name],
  );
  if (rows[0] === undefined) throw new Error(`there is no account ${name}`);
  return rows[0].id;
}

/** True if an account has the name, however it is written: `Admin` beside `admin` would only deceive. */
export async function nameIsTaken(db: Queryable, name: string): Promise<boolean> {
  const { rows } = await db.query<{ taken: boolean }>(
    `select exists (select from accounts where lower(name) = lower($1)) as taken`,
    [name],
  );
  return rows[0]?.taken === true;
}
