import type { Pool, PoolClient } from 'pg';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { appendChange } from '../changes/appendChange.ts';
import { flagCards } from '../changes/flagCards.ts';
import type { StoredChange } from '../changes/storedChange.ts';
import { rollupChange } from '../cases/rollupChange.ts';
import { addCase, countingOf, newRollups, type Rollups } from '../cases/rollups.ts';
import { addToRollups } from '../cases/rollupStore.ts';
import { inTransaction } from '../db/transaction.ts';
import { changeFlags, claimJudgedCases, insertFlags, saveChecks, type FlagTrace } from './flagStore.ts';
import { changedFlagRow, newFlagRow } from './flagRows.ts';
import type { JudgedCase } from './raiseFlags.ts';
import type { FlagTopic } from './reconcileFlags.ts';

/**
 * One transaction for a batch of judged cases. Locks are taken in the order of every writer: cases, flags, roll-ups,
 * the feed.
 * @returns how many cases were still as judged, and how many flags changed
 */
export function saveVerdicts(
  pool: Pool,
  catalogue: Catalogue,
  judged: readonly JudgedCase[],
  now: Instant,
): Promise<{ cases: number; flags: number }> {
  return inTransaction(pool, async (db) => {
    const claimed = await claimJudgedCases(
      db,
      judged.map((j) => j.check),
    );
    const mine = judged.filter((j) => claimed.has(j.row.facts.caseId));
    if (mine.length === 0) return { cases: 0, flags: 0 };
    await saveChecks(
      db,
      mine.map((j) => j.check),
    );
    const topics = await saveFlags(db, mine, now);
    await publish(db, catalogue, mine, topics, now);
    return { cases: mine.length, flags: topics.size };
  });
}

/** @returns the ids of the flags that changed, each with what screens are told */
export async function saveFlags(
  db: PoolClient,
  judged: readonly JudgedCase[],
  now: Instant,
  trace?: FlagTrace,
): Promise<Map<number, FlagTopic>> {
  const topics = new Map<number, FlagTopic>();
  const added = judged.flatMap(({ row, verdict, changes }) =>
    changes.filter((c) => !c.standing).map((c) => newFlagRow(row, verdict, c)),
  );
  if (added.length > 0) {
    for (const flagId of await insertFlags(db, added, now, trace)) topics.set(flagId, 'flag:raised');
  }
  const changed = judged.flatMap(({ verdict, changes }) =>
    changes.flatMap((c) =>
      c.standing ? [{ topic: c.topic, flag: changedFlagRow(verdict, c, c.standing) }] : [],
    ),
  );
  if (changed.length > 0) {
    await changeFlags(
      db,
      changed.map((c) => c.flag),
      now,
      trace,
    );
    for (const { topic, flag } of changed) topics.set(flag.flag_id, topic);
  }
  return topics;
}

/** Roll-ups and the numbered change; cases of other namespaces are on no screen, nor are the flags of history. */
async function publish(
  db: PoolClient,
  catalogue: Catalogue,
  judged: readonly JudgedCase[],
  topics: ReadonlyMap<number, FlagTopic>,
  now: Instant,
): Promise<void> {
  const shown = judged.some((j) => j.row.facts.namespace === '');
  // read before the roll-ups' rows are locked: every writer waits for those
  const flags = shown ? await toldFlags(db, topics) : [];
  const rollups = await saveAlerts(db, catalogue, judged);
  if (!shown) return;
  const change: StoredChange = rollupChange(rollups, now);
  if (flags.length > 0) change.flags = flags;
  if (Object.keys(change).length > 0) await appendChange(db, now, change);
}

async function toldFlags(
  db: PoolClient,
  topics: ReadonlyMap<number, FlagTopic>,
): Promise<NonNullable<StoredChange['flags']>> {
  const cards = topics.size === 0 ? [] : await flagCards(db, [...topics.keys()]);
  return cards
    .filter((card) => card.status !== 'archived' && card.severity !== 'info' && !card.caseId?.includes(':'))
    .map((flag) => ({ topic: topics.get(flag.flagId) ?? 'flag:changed', flag }));
}

/** Adds what the cases' alerts and queries changed to the roll-ups. */
export async function saveAlerts(
  db: PoolClient,
  catalogue: Catalogue,
  judged: readonly JudgedCase[],
): Promise<Rollups> {
  const rollups = newRollups(catalogue.timezone);
  for (const j of judged) {
    const { alert, queries } = j.check;
    if (j.row.alert === alert && j.row.queries === queries) continue;
    addCase(rollups, countingOf(j.row), countingOf({ ...j.row, alert, queries }));
  }
  await addToRollups(db, rollups);
  return rollups;
}
