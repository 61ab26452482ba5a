import { Problem } from '#contract/problem';
import type { Queryable } from '../db/queryable.ts';

/** A restore destroys nothing. @throws Problem when the database holds an account, a source or an event */
export async function mustBeEmpty(db: Queryable): Promise<void> {
  const { rows } = await db.query<{ isThere: boolean }>(
    `select to_regclass('accounts') is not null and to_regclass('sources') is not null
            and to_regclass('case_events') is not null as "isThere"`,
  );
  if (!rows[0]?.isThere) return;
  const { rows: found } = await db.query<{ holds: boolean }>(
    `select exists (select from accounts) or exists (select from sources) or exists (select from case_events) as holds`,
  );
  if (found[0]?.holds)
    throw new Problem(
      'conflict',
      'The database already holds data, which a restore would not mix with; restore into an empty folder (DUBAN_DATA_DIR) or an empty database (DATABASE_URL).',
    );
}
