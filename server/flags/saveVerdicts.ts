import type { Pool, PoolClient } from 'pg';
import { isListed } from '#contract/applyWallChanges';
import type { Instant } from '#contract/time';
import type { FlagCard } from '#contract/wall';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { appendChange } from '../changes/appendChange.ts';
import { flagCards } from '../changes/flagCards.ts';
import type { StoredChange } from '../changes/storedChange.ts';
import { rollupChange } from '../cases/rollupChange.ts';
import { newRollups, type Rollups } from '../cases/rollups.ts';
import { addCase, countingOf } from '../cases/countCase.ts';
import { addToRollups } from '../cases/rollupStore.ts';
import { inTransaction } from '../db/transaction.ts';
import { calmTopics } from './calmTopics.ts';
import { changeFlags, saveChecks, type ChangedFlagRow, type FlagTrace } from './flagStore.ts';
import { changedFlagRow, cardOf, newCaseFlag } from './flagRows.ts';
import { insertCaseFlags, type CaseFlag } from './insertCaseFlags.ts';
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
    const saved = await saveChecks(
      db,
      judged.map((j) => j.check),
    );
    const mine = judged.filter((j) => saved.has(j.row.facts.caseId));
    if (mine.length === 0) return { cases: 0, flags: 0 };
    const flags = await saveFlags(db, mine, now);
    await publish(db, catalogue, mine, flags, now);
    return { cases: mine.length, flags: flags.raised.size + flags.changed.size };
  });
}

export interface SavedFlags {
  raised: ReadonlyMap<number, CaseFlag>;
  changed: ReadonlyMap<number, FlagTopic>;
}

/** @returns the flags that are new and those that changed, by id */
export async function saveFlags(
  db: PoolClient,
  judged: readonly JudgedCase[],
  now: Instant,
  trace?: FlagTrace,
): Promise<SavedFlags> {
  const added: CaseFlag[] = [];
  const changed: { topic: FlagTopic; flag: ChangedFlagRow }[] = [];
  for (const { row, verdict, changes } of judged)
    for (const change of changes) {
      const { standing, topic } = change;
      if (standing) changed.push({ topic, flag: changedFlagRow(verdict, change, standing) });
      else added.push(newCaseFlag(row, verdict, change));
    }
  const raised =
    added.length === 0 ? new Map<number, CaseFlag>() : await insertCaseFlags(db, added, now, trace);
  if (changed.length > 0)
    await changeFlags(
      db,
      changed.map(({ flag }) => flag),
      now,
      trace,
    );
  return { raised, changed: new Map(changed.map(({ flag, topic }) => [flag.flag_id, topic])) };
}

/** Roll-ups and the numbered change; cases of other namespaces are on no wall, nor are the flags of history. */
async function publish(
  db: PoolClient,
  catalogue: Catalogue,
  judged: readonly JudgedCase[],
  saved: SavedFlags,
  now: Instant,
): Promise<void> {
  const shown = judged.some((j) => j.row.facts.namespace === '');
  // read before the roll-ups' rows are locked: every writer waits for those
  const flags = shown ? await toldFlags(db, catalogue, saved, now) : [];
  const rollups = await saveAlerts(db, catalogue, judged);
  const change: StoredChange = shown ? rollupChange(rollups, now) : {};
  if (flags.length > 0) change.flags = flags;
  const touched = notShown(saved, flags);
  if (touched.length > 0) change.touched = touched;
  if (Object.keys(change).length > 0) await appendChange(db, now, change);
}

type ToldFlag = NonNullable<StoredChange['flags']>[number];

async function toldFlags(
  db: PoolClient,
  catalogue: Catalogue,
  { raised, changed }: SavedFlags,
  now: Instant,
): Promise<ToldFlag[]> {
  const told: ToldFlag[] = [];
  const tell = (topic: FlagTopic, flag: FlagCard): void => {
    if (isListed(flag) && !flag.caseId?.includes(':')) told.push({ topic, flag });
  };
  for (const [flagId, row] of raised) {
    const item = row.item === null ? undefined : catalogue.newestItem(row.item);
    tell('flag:raised', cardOf(flagId, row, item, now));
  }
  if (changed.size > 0) {
    const topics = await calmTopics(db, changed, now);
    for (const flag of await flagCards(db, [...changed.keys()]))
      tell(topics.get(flag.flagId) ?? 'flag:changed', flag);
  }
  return told;
}

/** What desks hear of beside what walls show; of history nobody hears flag by flag. */
function notShown({ raised, changed }: SavedFlags, flags: readonly ToldFlag[]): number[] {
  const shown = new Set(flags.map(({ flag }) => flag.flagId));
  const live = [...raised].flatMap(([flagId, { status }]) => (status === 'archived' ? [] : [flagId]));
  return [...live, ...changed.keys()].filter((flagId) => !shown.has(flagId));
}

/** Adds what the cases' alerts and queries changed to the roll-ups. */
export async function saveAlerts(
  db: PoolClient,
  catalogue: Catalogue,
  judged: readonly JudgedCase[],
): Promise<Rollups> {
  const rollups = newRollups(catalogue.timezone);
  for (const { row, check } of judged) {
    const { alert, queries } = check;
    if (row.alert === alert && row.queries === queries) continue;
    addCase(rollups, countingOf(row), countingOf({ state: row.state, facts: row.facts, alert, queries }));
  }
  await addToRollups(db, rollups);
  return rollups;
}
