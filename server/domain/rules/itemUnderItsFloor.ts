import type { ItemVersion } from '#contract/item';
import type { RuleParams } from '#contract/rule';
import type { Peers } from '../knowledge.ts';
import { enoughPeers, factsOfPeers, floorOfItem, medianOfPeers } from './plausibleTime.ts';

/**
 * FAST-01 of an item: where half of a city's cases conclude under the floor, the floor (or the promise it comes from)
 * is what does not fit, and the item is reported for review instead of its cases.
 * @param everywhere the item version's peers in all departments
 * @returns the figures of the finding; undefined: none
 */
export function itemUnderItsFloor(
  item: ItemVersion,
  everywhere: Peers | undefined,
  params: RuleParams,
): Record<string, number> | undefined {
  if (item.provisional || item.handling !== 'promised') return undefined;
  const peers = enoughPeers(everywhere, params);
  const floor = floorOfItem(item, params);
  if (!peers || medianOfPeers(peers) >= floor) return undefined;
  return { floorMinutes: floor / 60_000, ...factsOfPeers(peers) };
}
