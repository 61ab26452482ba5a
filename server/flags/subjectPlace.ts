import type { Catalogue } from '../catalogue/catalogue.ts';
import { commonAncestor } from '../catalogue/commonAncestor.ts';
import type { Queryable } from '../db/queryable.ts';
import type { NewFlagRow } from './flagStore.ts';
import { placesOfItems, type ItemPlaces } from './subjectPlaceStore.ts';

type Place = Pick<NewFlagRow, 'region' | 'department'>;

/**
 * New flags about sources and items with the region and department that hold all of their subject's work: what a source
 * may report for, where an item has cases. Who answers for less than that does not see them.
 */
export async function placeSubjects(
  db: Queryable,
  catalogue: Catalogue,
  flags: readonly NewFlagRow[],
): Promise<NewFlagRow[]> {
  const items = flags.filter(({ subject_kind }) => subject_kind === 'item').map((flag) => flag.subject_id);
  const ofItems = items.length === 0 ? new Map<string, ItemPlaces>() : await placesOfItems(db, items);
  return flags.map((flag) => {
    const { subject_kind, subject_id, region, department } = flag;
    if (region !== null || department !== null) return flag;
    if (subject_kind === 'source') return { ...flag, ...placeOfSource(catalogue, Number(subject_id)) };
    const places = subject_kind === 'item' ? ofItems.get(subject_id) : undefined;
    return places ? { ...flag, ...placeAround(catalogue, places) } : flag;
  });
}

/** A source without a limit is the whole city's: it has no place. */
function placeOfSource(catalogue: Catalogue, sourceId: number): Place {
  const { regions, departments } = catalogue.source(sourceId);
  const theirs = departments.flatMap((code) => catalogue.department(code)?.region ?? []);
  return placeAround(catalogue, { regions: regions.length > 0 ? regions : theirs, departments });
}

function placeAround(catalogue: Catalogue, { regions, departments }: ItemPlaces): Place {
  return {
    region: commonAncestor(regions, (code) => catalogue.region(code)?.parent),
    department: commonAncestor(departments, (code) => catalogue.department(code)?.parent),
  };
}
