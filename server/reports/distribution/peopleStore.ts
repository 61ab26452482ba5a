import type { Queryable } from '../../db/queryable.ts';

/** Names of the accounts that may issue what concerns every place. */
export async function issuersOf(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `select name from accounts
      where disabled_at is null and role = 'supervisor' and region is null and department is null
      order by name`,
  );
  return rows.map(({ name }) => name);
}
