import type { Role } from '#contract/account';
import type { Queryable } from '../db/queryable.ts';

/** An account that is not disabled, and what it is limited to. */
export interface Person {
  name: string;
  role: Role;
  region: string | null;
  department: string | null;
}

export async function peopleNamed(db: Queryable, names: readonly string[]): Promise<Person[]> {
  const { rows } = await db.query<Person>(
    'select name, role, region, department from accounts where name = any($1::text[]) and disabled_at is null',
    [names],
  );
  return rows;
}

export async function peopleOf(db: Queryable, role: Role): Promise<Person[]> {
  const { rows } = await db.query<Person>(
    `select name, role, region, department from accounts
      where role = $1 and disabled_at is null order by name`,
    [role],
  );
  return rows;
}
