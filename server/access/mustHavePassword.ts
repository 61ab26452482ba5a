import { Problem } from '#contract/problem';
import type { Queryable } from '../db/queryable.ts';
import { accountByName } from './accountStore.ts';

/** @throws Problem `not_found`; `conflict` for whom the city's provider vouches for: they have no password here */
export async function mustHavePassword(db: Queryable, name: string): Promise<void> {
  const record = await accountByName(db, name);
  if (record === undefined) throw new Problem('not_found', `There is no account "${name}".`);
  if (record.passwordHash === null)
    throw new Problem(
      'conflict',
      `The account "${name}" signs in through the city's provider and has no password here; change it there.`,
    );
}
