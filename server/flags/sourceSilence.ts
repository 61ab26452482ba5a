import type { Pool, PoolClient } from 'pg';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import {
  listWatermarks,
  markRecovered,
  markStale,
  type Watermark,
} from '../catalogue/sourceWatermarkStore.ts';
import { ruleBench } from '../catalogue/ruleBench.ts';
import { appendChange } from '../changes/appendChange.ts';
import { flagCards } from '../changes/flagCards.ts';
import { sourceStates } from '../changes/sourceStates.ts';
import type { StoredChange } from '../changes/storedChange.ts';
import { inTransaction } from '../db/transaction.ts';
import { silentSince } from '../domain/rules/feedSilence.ts';
import { calmTopics } from './calmTopics.ts';
import { changeFlags, insertFlags, type NewFlagRow } from './flagStore.ts';
import { openSilenceFlags } from './sourceFlagStore.ts';
import { placeSubjects } from './subjectPlace.ts';

export interface SourceSilenceParts {
  pool: Pool;
  catalogue: () => Catalogue;
}

/**
 * FEED-01, one pass. For every live source that was ever heard:
 * 1. silent for longer than allowed in office hours: marked stale, flagged, told;
 * 2. heard again: mark and flag end, told.
 * Marks are compare-and-set, so that two processes say each thing once.
 */
export async function watchSources({ pool, catalogue }: SourceSilenceParts, now: Instant): Promise<number> {
  const known = catalogue();
  const { enabled, params, version } = ruleBench(known, new Map(), now).ruleVersion('FEED-01');
  if (!enabled) return 0;
  let told = 0;
  for (const mark of await listWatermarks(pool)) {
    const source = known.sourceById(mark.sourceId);
    if (!source || source.revokedAt !== null || source.disabledAt !== null || source.settings.historical)
      continue;
    const calendar = known.calendarOf({ sourceId: mark.sourceId }, known.revision);
    const since = silentSince(mark.lastReceivedAt, now, calendar, params);
    const inOutage = known.outages(mark.sourceId).some(({ from, to }) => from <= now && now <= to);
    const changed = await inTransaction(pool, async (db) => {
      if (mark.staleSince === null && since !== null && !inOutage)
        return fallSilent(db, known, mark, { since, version, now });
      if (mark.staleSince !== null) return recover(db, mark, now);
      return false;
    });
    if (changed) told += 1;
  }
  return told;
}

async function fallSilent(
  db: PoolClient,
  catalogue: Catalogue,
  mark: Watermark,
  { since, version, now }: { since: Instant; version: number; now: Instant },
): Promise<boolean> {
  if (!(await markStale(db, mark.sourceId, mark.lastReceivedAt, since))) return false;
  const facts = { lastReceivedAt: mark.lastReceivedAt ?? 0, since };
  const flag: NewFlagRow = {
    subject_kind: 'source',
    subject_id: String(mark.sourceId),
    rule: 'FEED-01',
    occurrence: new Date(mark.lastReceivedAt ?? since).toISOString(),
    severity: 'notice',
    status: 'raised',
    case_state: null,
    region: null,
    department: null,
    item: null,
    step: null,
    source_id: mark.sourceId,
    occurred_at: new Date(since).toISOString(),
    rule_version: version,
    item_revision: null,
    calendar_revision: null,
    evidence: { facts, factsText: JSON.stringify(facts), events: [] },
  };
  const added = await insertFlags(db, await placeSubjects(db, catalogue, [flag]), now);
  await tell(db, mark.sourceId, 'source:stale', added, 'flag:raised', now);
  return true;
}

async function recover(db: PoolClient, mark: Watermark, now: Instant): Promise<boolean> {
  if (!(await markRecovered(db, mark.sourceId))) return false;
  const open = await openSilenceFlags(db, mark.sourceId);
  await changeFlags(
    db,
    open.map((flag) => ({
      flag_id: flag.flagId,
      reason: 'ended',
      status: 'resolved',
      severity: flag.severity,
      case_state: null,
      ended: true,
      transition: true,
      occurred_at: null,
      evidence: null,
      rule_version: 0,
    })),
    now,
  );
  const ids = open.map((flag) => flag.flagId);
  await tell(db, mark.sourceId, 'source:recovered', ids, 'flag:changed', now);
  return true;
}

async function tell(
  db: PoolClient,
  sourceId: number,
  topic: 'source:stale' | 'source:recovered',
  flagIds: number[],
  flagTopic: 'flag:raised' | 'flag:changed',
  now: Instant,
): Promise<void> {
  const source = (await sourceStates(db)).find((s) => s.sourceId === sourceId);
  const change: StoredChange = {};
  if (source) change.sources = [{ topic, source }];
  const topics = await calmTopics(db, new Map(flagIds.map((flagId) => [flagId, flagTopic])), now);
  const cards = flagIds.length === 0 ? [] : await flagCards(db, flagIds);
  if (cards.length > 0)
    change.flags = cards.map((flag) => ({ topic: topics.get(flag.flagId) ?? flagTopic, flag }));
  await appendChange(db, now, change);
}
