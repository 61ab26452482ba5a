import type { Pool, PoolClient } from 'pg';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { appendChange } from '../../changes/appendChange.ts';
import { flagCards } from '../../changes/flagCards.ts';
import type { StoredChange } from '../../changes/storedChange.ts';
import { inTransaction } from '../../db/transaction.ts';
import { calmTopics } from '../calmTopics.ts';
import { changeFlags, insertFlags } from '../flagStore.ts';
import type { FlagTopic } from '../reconcileFlags.ts';
import { placeSubjects } from '../subjectPlace.ts';
import { flagsOfGroups, lookAgainAt } from './groupFlagStore.ts';
import { reconcileGroups } from './reconcileGroups.ts';
import type { ScannedGroup } from './scanGroup.ts';

/**
 * Stores what scans found, with transitions, and tells screens. Cases that are a flag's subject are looked at again,
 * so that their own counts follow. Run twice it changes nothing.
 * @returns how many flags changed
 */
export function saveGroups(
  pool: Pool,
  catalogue: Catalogue,
  groups: readonly ScannedGroup[],
  now: Instant,
  assertFence?: (db: PoolClient) => Promise<void>,
): Promise<number> {
  if (groups.length === 0) return Promise.resolve(0);
  return inTransaction(pool, async (db) => {
    await assertFence?.(db);
    const cases = groups.flatMap((g) => (g.subject.kind === 'case' ? [g.subject.id] : []));
    const { added, changed } = reconcileGroups(groups, await flagsOfGroups(db, groups));
    if (added.length === 0 && changed.length === 0) return 0;
    const touched = new Set([...added.map((f) => f.subject_id), ...(changed.length > 0 ? cases : [])]);
    const again = cases.filter((caseId) => touched.has(caseId));
    if (again.length > 0) await lookAgainAt(db, again, now);
    const topics = new Map<number, FlagTopic>();
    if (added.length > 0)
      for (const flagId of await insertFlags(db, await placeSubjects(db, catalogue, added), now))
        topics.set(flagId, 'flag:raised');
    if (changed.length > 0) {
      await changeFlags(
        db,
        changed.map((c) => c.flag),
        now,
      );
      for (const { topic, flag } of changed) topics.set(flag.flag_id, topic);
    }
    await tellFlags(db, topics, now);
    return topics.size;
  });
}

/**
 * Walls hear of flags above info, desks of every flag that is not as it was; a transaction's last statement.
 * @param others flags that changed in what no wall shows
 */
export async function tellFlags(
  db: PoolClient,
  topics: ReadonlyMap<number, FlagTopic>,
  now: Instant,
  others: readonly number[] = [],
): Promise<void> {
  const flags = topics.size === 0 ? [] : await shownFlags(db, topics, now);
  const shown = new Set(flags.map(({ flag }) => flag.flagId));
  const touched = [...new Set([...topics.keys(), ...others])].filter((flagId) => !shown.has(flagId));
  const change: StoredChange = {};
  if (flags.length > 0) change.flags = flags;
  if (touched.length > 0) change.touched = touched;
  if (shown.size + touched.length > 0) await appendChange(db, now, change);
}

async function shownFlags(
  db: PoolClient,
  topics: ReadonlyMap<number, FlagTopic>,
  now: Instant,
): Promise<NonNullable<StoredChange['flags']>> {
  const told = await calmTopics(db, topics, now);
  const cards = await flagCards(db, [...topics.keys()]);
  return cards
    .filter((card) => card.severity !== 'info' && card.status !== 'archived')
    .map((flag) => ({ topic: told.get(flag.flagId) ?? ('flag:changed' as const), flag }));
}
