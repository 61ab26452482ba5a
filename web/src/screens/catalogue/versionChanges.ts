import { fieldChanges, type FieldChange } from '#contract/fieldChanges';
import type { EntryVersion } from '../../api/catalogueEntries.ts';

/**
 * What a version changed of the one that held before it; `versions` newest recorded first. Of an item that is the one in
 * force on the day from which it holds, and of the first there is none.
 */
export function versionChanges(versions: readonly EntryVersion[], version: EntryVersion): FieldChange[] {
  const earlier = versions.slice(versions.indexOf(version) + 1);
  const day = dayOf(version);
  const begun = earlier.filter((one) => dayOf(one) <= day);
  const last = begun.reduce((latest, one) => (dayOf(one) > latest ? dayOf(one) : latest), '');
  const before = begun.find((one) => dayOf(one) === last) ?? earlier[0];
  return before ? fieldChanges(before.record, version.record).filter(({ field }) => !told.has(field)) : [];
}

/** Who approved it, and from which day on: a version's own line says so. */
const told: ReadonlySet<string> = new Set(['approvedBy', 'approvedAt', 'reason', 'validFrom']);

const dayOf = ({ record }: EntryVersion): string => String(record['validFrom'] ?? '');
