import type { LocalDay } from '#contract/time';

/**
 * Of an item's versions, in the order in which they were recorded, the one that holds on the day from which a further
 * one begins: what the new one is compared with. Before the first, the last recorded.
 */
export function replacedVersion<Version extends { validFrom: LocalDay }>(
  versions: readonly Version[],
  { validFrom }: { validFrom: LocalDay },
): Version | undefined {
  const begun = versions.filter((version) => version.validFrom <= validFrom);
  const last = begun.reduce((day, version) => (version.validFrom > day ? version.validFrom : day), '');
  return begun.findLast((version) => version.validFrom === last) ?? versions.at(-1);
}
