import type { Account, Role, SignInWay } from '#contract/account';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

export interface AccountRecord extends Account {
  /** null: the city's provider vouches for the person (oidc/). */
  passwordHash: string | null;
  /** null: the person has chosen the password. */
  passwordDrawnAt: Instant | null;
  disabledAt: Instant | null;
}

export async function accountByName(db: Queryable, name: string): Promise<AccountRecord | undefined> {
  const { rows } = await db.query<AccountRecord>(
    `select account_id as id, name, display_name as "displayName", role, region, department,
            password_hash as "passwordHash", password_drawn_at as "passwordDrawnAt", disabled_at as "disabledAt"
       from accounts
      where name = $1`,
    [name],
  );
  return rows[0];
}

/** Answers undefined when the name is taken. */
export async function insertAccount(
  db: Queryable,
  account: {
    name: string;
    displayName: string;
    role: Role;
    region: string | null;
    department: string | null;
    passwordHash: string | null;
    /** Drawn at random for the person to change. */
    passwordDrawn?: boolean;
  },
  now: Instant,
): Promise<Account | undefined> {
  const { rows } = await db.query<Account>(
    `insert into accounts (name, display_name, role, region, department, password_hash, created_at, password_drawn_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (name) do nothing
     returning account_id as id, name, display_name as "displayName", role, region, department`,
    [
      account.name,
      account.displayName,
      account.role,
      account.region,
      account.department,
      account.passwordHash,
      new Date(now),
      account.passwordDrawn === true ? new Date(now) : null,
    ],
  );
  return rows[0];
}

export async function anyAccountExists(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ any: boolean }>(`select exists (select from accounts) as any`);
  return rows[0]?.any === true;
}

/** False: no such account, or it was already so. */
export async function disableAccount(db: Queryable, name: string, now: Instant): Promise<boolean> {
  const { rowCount } = await db.query(
    `update accounts set disabled_at = $2 where name = $1 and disabled_at is null`,
    [name, new Date(now)],
  );
  return rowCount === 1;
}

/** False: no such account, or it was not disabled. */
export async function enableAccount(db: Queryable, name: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `update accounts set disabled_at = null where name = $1 and disabled_at is not null`,
    [name],
  );
  return rowCount === 1;
}

/**
 * A new password ends every session of the account. False: no such account.
 * @param drawn for the person to change
 */
export async function changePassword(
  db: Queryable,
  name: string,
  passwordHash: string,
  now: Instant,
  drawn = false,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `with changed as (
       update accounts set password_hash = $2, password_drawn_at = case when $4 then $3::timestamptz end
        where name = $1
       returning account_id
     ), ended as (
       update sessions set revoked_at = $3
         from changed
        where sessions.account_id = changed.account_id and sessions.revoked_at is null
     )
     select account_id from changed`,
    [name, passwordHash, new Date(now), drawn],
  );
  return rowCount === 1;
}

export interface ListedAccount extends Account {
  createdAt: Instant;
  disabledAt: Instant | null;
  secondFactor: boolean;
  signsInBy: SignInWay;
}

export async function listAccounts(db: Queryable): Promise<ListedAccount[]> {
  const { rows } = await db.query<ListedAccount>(
    `select a.account_id as id, a.name, a.display_name as "displayName", a.role, a.region, a.department,
            a.created_at as "createdAt", a.disabled_at as "disabledAt",
            f.confirmed_at is not null as "secondFactor",
            case when a.password_hash is null then 'provider' else 'password' end as "signsInBy"
       from accounts a
       left join second_factors f using (account_id)
      order by a.name`,
  );
  return rows;
}

/** The account, held to the end of the transaction. */
export async function lockAccount(db: Queryable, name: string): Promise<ListedAccount | undefined> {
  const { rows } = await db.query<ListedAccount>(
    `select a.account_id as id, a.name, a.display_name as "displayName", a.role, a.region, a.department,
            a.created_at as "createdAt", a.disabled_at as "disabledAt",
            exists (select from second_factors f
                     where f.account_id = a.account_id and f.confirmed_at is not null) as "secondFactor",
            case when a.password_hash is null then 'provider' else 'password' end as "signsInBy"
       from accounts a
      where a.name = $1
        for update`,
    [name],
  );
  return rows[0];
}

export async function updateAccount(
  db: Queryable,
  name: string,
  account: Pick<ListedAccount, 'displayName' | 'role' | 'region' | 'department' | 'disabledAt'>,
): Promise<void> {
  const { displayName, role, region, department, disabledAt } = account;
  await db.query(
    `update accounts set display_name = $2, role = $3, region = $4, department = $5, disabled_at = $6
      where name = $1`,
    [name, displayName, role, region, department, disabledAt === null ? null : new Date(disabledAt)],
  );
}
