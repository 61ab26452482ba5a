import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';

const mostOfFlag = 100;
const day = 86_400_000;
/** Bytes that one account attaches within 24 hours: twenty-five of the largest files. */
export const mostOfAccount = 500 * 1024 * 1024;

/**
 * Nobody fills the database alone. Two files of one account that come at the same moment may both pass.
 * @throws Problem `conflict` when the flag holds enough files, `too_large` when the account has sent enough today
 */
export async function mustHaveRoom(
  db: Queryable,
  given: { flagId: number; account: string; size: number; at: Instant },
): Promise<void> {
  const { rows } = await db.query<{ ofFlag: number; ofAccount: number }>(
    `select (select count(*) from attachments where flag_id = $1) as "ofFlag",
            (select coalesce(sum(f.size), 0) from attachments a join files f using (hash)
              where a.account = $2 and a.attached_at > $3) as "ofAccount"`,
    [given.flagId, given.account, new Date(given.at - day)],
  );
  const { ofFlag = 0, ofAccount = 0 } = rows[0] ?? {};
  if (ofFlag >= mostOfFlag)
    throw new Problem('conflict', `The flag holds ${ofFlag} files already; put several into one.`, {
      path: 'body',
    });
  if (ofAccount + given.size > mostOfAccount)
    throw new Problem('too_large', 'You have attached 500 MB within a day; go on tomorrow.', {
      path: 'body',
    });
}
