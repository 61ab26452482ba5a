import type { Pool } from 'pg';
import type { Instant } from '../../server/contract/time.ts';
import { appendChange } from '../../server/changes/appendChange.ts';
import { inTransaction } from '../../server/db/transaction.ts';

/**
 * The history of the demo is judged within a minute of its loading. Its flags are dated as a server that had been
 * running would have noticed them: a quarter of an hour after they became true. Flags that anybody has touched stay.
 * @param loadedAt flags that became true before it are of the history
 */
export async function noticeInTime(pool: Pool, loadedAt: Instant): Promise<number> {
  return inTransaction(pool, async (db) => {
    const { rowCount } = await db.query(
      `with dated as (
         update flags set raised_at = occurred_at + interval '15 minutes'
          where status = 'raised' and version = 1 and occurred_at < $1::timestamptz - interval '15 minutes'
            and raised_at >= $1
         returning flag_id, raised_at
       )
       update flag_transitions t set at = d.raised_at
         from dated d where t.flag_id = d.flag_id`,
      [new Date(loadedAt)],
    );
    await appendChange(db, Date.now(), { resync: 'rejudgement' });
    return rowCount ?? 0;
  });
}
