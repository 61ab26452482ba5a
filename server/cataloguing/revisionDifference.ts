import type { RecordChange } from '#contract/catalogueEntrySchema';
import type { RecordedCatalogue } from '../catalogue/recordedCatalogue.ts';
import { replacedVersion } from '../catalogue/replacedVersion.ts';
import type { Versioned } from '../catalogue/versioned.ts';
import { recordChange } from './recordChange.ts';

const kinds = ['regions', 'departmentKinds', 'departments', 'calendars'] as const;

/** What a revision recorded, each version beside the one that held before it; by kind and code. */
export function revisionDifference(recorded: RecordedCatalogue, revision: number): RecordChange[] {
  const items = changesIn(recorded.items, revision, replacedVersion).map(({ before, row }) =>
    recordChange('items', before, row),
  );
  const others = kinds.flatMap((kind) => {
    const versions: Versioned<{ code: string; revision: number; name?: string }> = recorded[kind];
    return changesIn(versions, revision, (earlier) => earlier.at(-1)).map(({ before, row }) =>
      recordChange(kind, before, row),
    );
  });
  return [...items, ...others];
}

function changesIn<Version extends { revision: number }>(
  versions: Versioned<Version>,
  revision: number,
  replaced: (earlier: readonly Version[], row: Version) => Version | undefined,
): { before: Version | undefined; row: Version }[] {
  return [...versions.values()].flatMap((all) => {
    const nth = all.findIndex((version) => version.revision === revision);
    const row = all[nth];
    return row ? [{ before: replaced(all.slice(0, nth), row), row }] : [];
  });
}
