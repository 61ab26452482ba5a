import type { ItemVersion } from '#contract/item';
import type { RuleParams } from '#contract/rule';
import type { Peers } from '../../knowledge.ts';
import { enoughPeers, factsOfPeers, floorOfItem, medianOfPeers } from '../plausibleTime.ts';
import { clearGroup, exemptGroup, notEvaluableGroup, raisedGroup, type GroupJudgement } from './manyRule.ts';

/**
 * FAST-01 of an item: where half of a city's cases conclude under the floor, the floor (or the promise it comes from)
 * is what does not fit, and the item is reported for review instead of its cases.
 * @param everywhere the item version's peers in all departments
 */
export function itemUnderItsFloor(
  item: ItemVersion,
  everywhere: Peers | undefined,
  params: RuleParams,
): GroupJudgement {
  if (item.provisional) return notEvaluableGroup('no_item');
  if (item.handling === 'instant') return exemptGroup('instant');
  if (item.handling === 'auto') return exemptGroup('auto_decided');
  const peers = enoughPeers(everywhere, params);
  const floor = floorOfItem(item, params);
  if (!peers || medianOfPeers(peers) >= floor) return clearGroup;
  return raisedGroup({
    severity: 'notice',
    at: peers.takenAt,
    facts: { floorMinutes: floor / 60_000, ...factsOfPeers(peers) },
    cases: [],
    events: [],
  });
}
