import type { Account } from '#contract/account';
import { flagListQuerySchema } from '#contract/querySchema';
import type { HandOver } from '#contract/standInSchema';
import type { Instant } from '#contract/time';
import { actorName } from '../../access/credential.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import { flagPage } from '../../flags/flagPage.ts';
import { doneInPlace, type StandInRow } from './standInStore.ts';

const mostShown = '50';

/**
 * What a stand-in takes over, within the officer's scope: of a department what it has to do now, of the office what the
 * officer carries; and what has been done in the officer's place so far.
 */
export async function handOver(
  parts: { db: Queryable; catalogue: Catalogue; now: Instant },
  { officerId: id, officer: name, officerName: displayName, ...row }: StandInRow,
): Promise<HandOver> {
  const { role, region, department, standIn } = row;
  const officer: Account = { id, name, displayName, role, region, department };
  const theirs = role === 'department' ? { status: 'sent,confirmed,rectifying' } : { owner: 'me' };
  const ask = (more: object) =>
    flagPage(
      parts,
      flagListQuerySchema.parse({ ...theirs, live: 'true', sort: 'due', limit: mostShown, ...more }),
      officer,
    );
  const [waiting, due] = await Promise.all([ask({}), ask({ dueBefore: row.to, limit: '1' })]);
  const actor = actorName({ ...officer, name: standIn, standsInFor: name });
  const { items: flags, total, more } = waiting;
  return {
    flags,
    total,
    ...(more ? { more } : {}),
    dueMeanwhile: due.total,
    done: await doneInPlace(
      parts.db,
      actor,
      row.beginsAt,
      Math.min(row.endsAt, row.endedAt ?? Infinity, parts.now),
    ),
  };
}
