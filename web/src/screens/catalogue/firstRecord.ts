import type { Entry, EntryKind } from '../../api/catalogueEntries.ts';

const beginnings: Record<EntryKind, Record<string, unknown>> = {
  regions: { kind: 'division', order: 0 },
  'department-kinds': { order: 0 },
  departments: {},
  items: { handling: 'promised' },
};

/**
 * What a form begins with: the newest version, an item's as a new version from today on, which nobody has approved yet.
 * @param timezone the office's
 */
export function firstRecord(
  kind: EntryKind,
  entry: Entry | null,
  timezone: string,
  now = Date.now(),
): Record<string, unknown> {
  const record = entry?.versions[0]?.record ?? beginnings[kind];
  if (kind !== 'items') return record;
  const { approvedBy: _, approvedAt: __, reason: ___, ...content } = record;
  return { ...content, validFrom: new Intl.DateTimeFormat('sv-SE', { timeZone: timezone }).format(now) };
}
