import type { Pool, PoolClient } from 'pg';
import type { ItemVersion } from '#contract/item';
import type { RuleVersion } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { ruleBench } from '../catalogue/ruleBench.ts';
import { dayText } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import type { Bench } from '../domain/rules/judgeCase.ts';
import { itemUnderItsFloor } from '../domain/rules/many/itemUnderItsFloor.ts';
import { clearGroup } from '../domain/rules/many/manyRule.ts';
import { saveGroups } from './scans/saveGroups.ts';
import type { ScannedGroup } from './scans/scanGroup.ts';

/**
 * Reports the items whose city-wide median lies under their own floor by the baselines in force at `at`; one flag an
 * item version, over when the median has risen, the floor was corrected or another version is in force.
 * @returns how many flags changed
 */
export function reviewItems(
  { pool, catalogue }: { pool: Pool; catalogue: Catalogue },
  at: Instant,
  now: Instant,
  claim?: (db: PoolClient) => Promise<void>,
): Promise<number> {
  const bench = ruleBench(catalogue, new Map(), at);
  const day = dayText(timezone(catalogue.timezone).dayOf(at));
  const groups = catalogue.itemVersions.flatMap((item): ScannedGroup[] => {
    const version = versionFor(item, bench, at);
    if (!version.enabled) return [];
    const { code, revision } = item;
    const isInForce = catalogue.item(code, day, catalogue.revision)?.revision === revision;
    const everywhere = catalogue.peers({ item: code, revision }, at);
    return [
      {
        rule: 'FAST-01',
        ruleVersion: version.version,
        subject: { kind: 'item', id: code },
        occurrence: `revision ${revision}`,
        whenGone: 'resolved',
        place: { region: null, department: null, item: code, sourceId: null },
        judgement: isInForce ? itemUnderItsFloor(item, everywhere, version.params) : clearGroup,
      },
    ];
  });
  return saveGroups(pool, groups, now, claim);
}

/** The rule's version for all cases of an item: one that is for a department or a region says nothing of the item. */
function versionFor({ code, type, handling }: ItemVersion, bench: Bench, at: Instant): RuleVersion {
  const key = { region: undefined, department: '', item: code, itemType: type, handling };
  const term = bench.ruleTerms?.('FAST-01', key).find(({ from, to }) => from <= at && at < to);
  return term?.version ?? bench.ruleVersion('FAST-01');
}
