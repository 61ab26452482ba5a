import type { Account, Role } from '#contract/account';
import { reaches } from '../../access/reaches.ts';
import type { Places } from '../../access/scope.ts';
import type { Queryable } from '../../db/queryable.ts';

/** Who has work that somebody must go on with. */
export const standInRoles = ['inspector', 'supervisor', 'department'] as const satisfies readonly Role[];

export interface Officer {
  name: string;
  displayName: string;
  role: Role;
  region: string | null;
  department: string | null;
}

/** Everybody who may be away or stand in, by name. */
export async function listOfficers(db: Queryable): Promise<Officer[]> {
  const { rows } = await db.query<Officer>(
    `select name, display_name as "displayName", role, region, department
       from accounts
      where disabled_at is null and role = any($1::text[])
      order by name`,
    [standInRoles],
  );
  return rows;
}

/** Whether one's place lies within the other's: nobody learns of people elsewhere, nor gets what is far from their own. */
function areNear(one: Officer, other: Officer, places: Places): boolean {
  return reaches(one, other, places) || reaches(other, one, places);
}

/** Whom a supervisor may name, on either side. */
export const isUnder = (supervisor: Account, officer: Officer, places: Places): boolean =>
  supervisor.role === 'supervisor' && reaches(supervisor, officer, places);

/** Who could stand in for an officer if that one asks: never with more rights than the role that both have. */
export const couldStandIn =
  (officer: Officer, places: Places) =>
  (other: Officer): boolean =>
    other.name !== officer.name && other.role === officer.role && areNear(officer, other, places);
