import type { EntryKind } from '#contract/catalogueEntry';
import type { Entry, EntryVersion } from '#contract/catalogueEntrySchema';
import type { ItemVersion } from '#contract/item';
import type { LocalDay } from '#contract/time';
import { itemInForce } from '../catalogue/itemInForce.ts';
import { recordedCatalogue } from '../catalogue/recordedCatalogue.ts';
import type { Versioned } from '../catalogue/versioned.ts';
import type { Queryable } from '../db/queryable.ts';
import { instantText } from '../http/instantText.ts';
import { openCasesByVersion, openCasesOf, openCasesOfItems } from './effectStore.ts';
import { documentKind } from './entryKind.ts';
import { revisionsNamed } from './revisionStore.ts';

interface AnyVersion {
  code: string;
  revision: number;
  name: string;
  shortName?: string;
  provisional?: boolean;
}

/** An entry with all its versions, newest recorded first; undefined: there is none of that code. */
export async function entryView(
  db: Queryable,
  kind: EntryKind,
  code: string,
  today: LocalDay,
): Promise<Entry | undefined> {
  const recorded = await recordedCatalogue(db);
  const ofKind: Versioned<AnyVersion> = recorded[documentKind[kind]];
  const versions = ofKind.get(code) ?? [];
  const newest = versions.at(-1);
  if (!newest) return undefined;
  const revisions = await revisionsNamed(
    db,
    versions.map(({ revision }) => revision),
  );
  const isItem = kind === 'items';
  const underVersion = new Map(
    (isItem ? await openCasesByVersion(db, code) : []).map(({ revision, open }) => [revision, open]),
  );
  const states = isItem ? itemStates(recorded.items.get(code) ?? [], today) : undefined;
  return {
    kind,
    code,
    revision: newest.revision,
    provisional: newest.provisional === true,
    openCases: await openCases(db, kind, code),
    versions: versions.toReversed().map((version): EntryVersion => {
      const { recordedAt, actor = '', note = '' } = revisions.get(version.revision) ?? {};
      return {
        revision: version.revision,
        recordedAt: instantText(recordedAt ?? 0),
        actor,
        note,
        state: states?.get(version.revision) ?? (version === newest ? 'in_force' : 'past'),
        openCases: isItem ? (underVersion.get(version.revision) ?? 0) : null,
        record: { ...version },
      };
    }),
  };
}

/** Which version holds today, which will, which did, and which was corrected by a later one of the same day. */
function itemStates(
  versions: readonly ItemVersion[],
  today: LocalDay,
): ReadonlyMap<number, EntryVersion['state']> {
  const inForce = itemInForce(versions, today, Infinity);
  const last = new Map(versions.map((version) => [version.validFrom, version.revision]));
  return new Map(
    versions.map(({ revision, validFrom }) => {
      if (last.get(validFrom) !== revision) return [revision, 'corrected'];
      if (revision === inForce?.revision) return [revision, 'in_force'];
      return [revision, validFrom > today ? 'coming' : 'past'];
    }),
  );
}

async function openCases(db: Queryable, kind: EntryKind, code: string): Promise<Entry['openCases']> {
  if (kind === 'items') {
    const [{ accepted, waiting } = { accepted: 0, waiting: 0 }] = await openCasesOfItems(db, [code]);
    return { accepted, waiting };
  }
  if (kind === 'department-kinds') return { accepted: 0, waiting: 0 };
  const open = await openCasesOf(db, kind === 'regions' ? 'region' : 'department', [code]);
  return { accepted: open.get(code) ?? 0, waiting: 0 };
}
