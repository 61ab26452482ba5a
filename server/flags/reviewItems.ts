import type { Pool, PoolClient } from 'pg';
import type { ItemVersion } from '#contract/item';
import type { RuleVersion } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { ruleBench } from '../catalogue/ruleBench.ts';
import { inTransaction } from '../db/transaction.ts';
import { dayText } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import type { Bench } from '../domain/rules/judgeCase.ts';
import { itemUnderItsFloor } from '../domain/rules/many/itemUnderItsFloor.ts';
import { changeFlags } from './flagStore.ts';
import { isLive } from './standingFlag.ts';
import { flagsOfGroups } from './scans/groupFlagStore.ts';
import { saveGroups, tellFlags } from './scans/saveGroups.ts';
import type { ScannedGroup } from './scans/scanGroup.ts';

/**
 * Reports the items whose city-wide median lies under their own floor by the baselines in force at `at`; one flag an
 * item version, over when the median has risen, the floor was corrected or another version is in force.
 * @returns how many flags changed
 */
export async function reviewItems(
  { pool, catalogue }: { pool: Pool; catalogue: Catalogue },
  at: Instant,
  now: Instant,
  claim?: (db: PoolClient) => Promise<void>,
): Promise<number> {
  const bench = ruleBench(catalogue, new Map(), at);
  const day = dayText(timezone(catalogue.timezone).dayOf(at));
  const codes = new Set(catalogue.itemVersions.map(({ code }) => code));
  const groups = [...codes].flatMap((code): ScannedGroup[] => {
    const item = catalogue.item(code, day, catalogue.revision);
    return item ? judgeItem(item, catalogue, bench, at) : [];
  });
  const superseded = await endSuperseded(pool, groups, now, claim);
  return superseded + (await saveGroups(pool, catalogue, groups, now, claim));
}

function judgeItem(item: ItemVersion, catalogue: Catalogue, bench: Bench, at: Instant): ScannedGroup[] {
  const { enabled, version, params } = versionFor(item, bench, at);
  if (!enabled) return [];
  const { code, revision } = item;
  const leavingOut = () =>
    catalogue.departments.map((d) => catalogue.peers({ item: code, revision, without: d.code }, at));
  return [
    {
      rule: 'FAST-01',
      ruleVersion: version,
      subject: { kind: 'item', id: code },
      occurrence: `revision ${revision}`,
      whenGone: 'resolved',
      place: { region: null, department: null, item: code, sourceId: null },
      judgement: itemUnderItsFloor(item, catalogue.peers({ item: code, revision }, at), leavingOut, params),
    },
  ];
}

/** Flags of versions that are no longer in force are over, whatever is found of the one that is. */
function endSuperseded(
  pool: Pool,
  groups: readonly ScannedGroup[],
  now: Instant,
  claim?: (db: PoolClient) => Promise<void>,
): Promise<number> {
  return inTransaction(pool, async (db) => {
    await claim?.(db);
    const inForce = new Map(groups.map(({ subject, occurrence }) => [subject.id, occurrence]));
    const over = (await flagsOfGroups(db, groups)).filter(
      (flag) => isLive(flag.status) && flag.occurrence !== inForce.get(flag.subjectId),
    );
    if (over.length === 0) return 0;
    const ended = over.map(({ flagId, severity }) => ({
      flag_id: flagId,
      reason: 'superseded',
      status: 'resolved' as const,
      severity,
      case_state: null,
      ended: true,
      transition: true,
      occurred_at: null,
      evidence: null,
      rule_version: 0,
    }));
    await changeFlags(db, ended, now);
    await tellFlags(db, new Map(over.map(({ flagId }) => [flagId, 'flag:changed'])), now);
    return over.length;
  });
}

/** The rule's version for all cases of an item: one that is for a department or a region says nothing of the item. */
function versionFor({ code, type, handling }: ItemVersion, bench: Bench, at: Instant): RuleVersion {
  const key = { region: undefined, department: '', item: code, itemType: type, handling };
  const term = bench.ruleTerms?.('FAST-01', key).find(({ from, to }) => from <= at && at < to);
  return term?.version ?? bench.ruleVersion('FAST-01');
}
