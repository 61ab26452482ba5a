import type { CatalogueDocument } from '#contract/catalogueSchema';
import type { Queryable } from '../db/queryable.ts';
import { recordedCatalogue } from './recordedCatalogue.ts';
import { newestVersions } from './versioned.ts';

/**
 * The catalogue as it stands, as a document that imports to nothing new: newest version of each record, of an item
 * one for each day from which it says something else.
 */
export async function exportCatalogue(db: Queryable): Promise<CatalogueDocument> {
  const recorded = await recordedCatalogue(db);
  const items = [...recorded.items.values()].flatMap((versions) => [
    ...new Map(versions.map((version) => [version.validFrom, version])).values(),
  ]);
  return {
    regions: newestVersions(recorded.regions).map(withoutRevision),
    departmentKinds: newestVersions(recorded.departmentKinds).map(withoutRevision),
    departments: newestVersions(recorded.departments).map(withoutRevision),
    items: items.map(withoutRevision),
    calendars: newestVersions(recorded.calendars).map(
      ({ revision: _, days, hours, everyDay: __, ...calendar }) => ({
        ...calendar,
        hours: hours.map(([from, to]) => [from, to]),
        days: days.map(({ day, off, name }) => ({ date: day, off, name })),
      }),
    ),
  };
}

function withoutRevision<T extends { revision: number }>({ revision: _, ...record }: T): Omit<T, 'revision'> {
  return record;
}
