import type { ItemVersion } from '#contract/item';
import type { LocalDay } from '#contract/time';

/**
 * Of an item's versions, ordered by revision, the one in force on `day` as it was known at `revision`: the one that
 * began last, and of two that begin on one day the later recorded, which corrects the earlier.
 */
export function itemInForce(
  versions: readonly ItemVersion[],
  day: LocalDay,
  revision: number,
): ItemVersion | undefined {
  let inForce: ItemVersion | undefined;
  for (const version of versions) {
    if (version.revision > revision || version.validFrom > day) continue;
    if (!inForce || version.validFrom >= inForce.validFrom) inForce = version;
  }
  return inForce;
}
