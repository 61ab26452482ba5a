import type { Blackout } from '../blackouts.ts';
import type { CaseScript } from '../caseScript.ts';
import type { DemoItem } from '../city/demoItems.ts';
import type { World } from '../world.ts';

/** Everything that is known about a city at the end of its history. */
export interface CityRecord {
  world: World;
  scripts: readonly CaseScript[];
  /** Every version of every item, and when the catalogue learned of it. */
  items: readonly { item: DemoItem; at: number }[];
  blackouts: readonly Blackout[];
}

/** Lists by key; what has none is left out. */
export function groupBy<T>(list: Iterable<T>, keyOf: (it: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const it of list) {
    const key = keyOf(it);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(it);
    else groups.set(key, [it]);
  }
  return groups;
}
