import type { FlagCommand } from '#contract/followupSchema';
import type { Queryable } from '../db/queryable.ts';
import type { Refusal } from '../domain/followup/mayAct.ts';

/** Why commands are refused that name files which are not attached to their own flag, by flag. */
export async function missingFiles(
  db: Queryable,
  asked: readonly { row: { flagId: number }; command: FlagCommand }[],
): Promise<Map<number, Refusal>> {
  const named = asked.flatMap(({ row: { flagId }, command }) =>
    'attachments' in command ? command.attachments.map((hash) => ({ flagId, hash })) : [],
  );
  if (named.length === 0) return new Map();
  return new Map(
    (await notAttached(db, named)).map(({ flagId, hash }) => [
      flagId,
      {
        code: 'invalid',
        detail: `The file ${hash} is not attached to this flag; attach it first, or leave it out.`,
        path: 'attachments',
      },
    ]),
  );
}

async function notAttached(
  db: Queryable,
  named: readonly { flagId: number; hash: string }[],
): Promise<{ flagId: number; hash: string }[]> {
  const { rows } = await db.query<{ flagId: number; hash: string }>(
    `select n.flag_id as "flagId", n.hash
       from unnest($1::bigint[], $2::text[]) as n (flag_id, hash)
      where not exists (
            select from attachments a where a.flag_id = n.flag_id and a.hash = decode(n.hash, 'hex'))
      order by n.flag_id, n.hash desc`,
    [named.map(({ flagId }) => flagId), named.map(({ hash }) => hash)],
  );
  return rows;
}
