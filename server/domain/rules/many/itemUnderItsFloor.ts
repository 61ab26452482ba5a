import type { ItemVersion } from '#contract/item';
import type { RuleParams } from '#contract/rule';
import type { Peers } from '../../knowledge.ts';
import { enoughPeers, factsOfPeers, floorOfItem, isUnder } from '../plausibleTime.ts';
import { clearGroup, exemptGroup, notEvaluableGroup, raisedGroup, type GroupJudgement } from './manyRule.ts';

/**
 * FAST-01 of an item: where half of a city's cases conclude under the floor, the floor (or the promise it comes from)
 * is what does not fit, and the item is reported for review instead of its cases. Where one department alone makes it
 * so, and the others have cases enough to show it, that department's cases are judged and not the item.
 * @param everywhere the item version's peers in all departments
 * @param leavingOut the same without each department
 */
export function itemUnderItsFloor(
  item: ItemVersion,
  everywhere: Peers | undefined,
  leavingOut: () => readonly (Peers | undefined)[],
  params: RuleParams,
): GroupJudgement {
  if (item.provisional) return notEvaluableGroup('no_item');
  if (item.handling === 'instant') return exemptGroup('instant');
  if (item.handling === 'auto') return exemptGroup('auto_decided');
  const peers = enoughPeers(everywhere, params);
  const floor = floorOfItem(item, params);
  if (!peers || !isUnder(floor, peers)) return clearGroup;
  const others = leavingOut().flatMap((without) => enoughPeers(without, params) ?? []);
  if (others.some((without) => !isUnder(floor, without))) return clearGroup;
  return raisedGroup({
    severity: 'notice',
    at: peers.takenAt,
    facts: { floorMinutes: floor / 60_000, ...factsOfPeers(peers) },
    cases: [],
    events: [],
  });
}
