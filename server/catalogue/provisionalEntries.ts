import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { DepartmentVersion, RegionVersion } from './catalogue.ts';
import {
  insertDepartments,
  insertItems,
  insertRegions,
  lockCatalogue,
  openRevision,
} from './catalogueRecordStore.ts';
import type { Unrecorded } from './catalogueRows.ts';
import { unknownCodes } from './unknownCodes.ts';

/** Where cases of a lenient source fall that name no item, department or region: one such code of each kind. */
export const unclassified = 'unclassified';

/** Before any log that could be imported, so that the entry is in force whenever a case was accepted. */
const always = '1900-01-01';

export interface UsedCodes {
  regions: readonly string[];
  /** With the region their event named, else `unclassified`. */
  departments: readonly { code: string; region: string }[];
  items: readonly string[];
}

/**
 * Enters codes that a lenient source used and nobody knows, named as their code, without limits, marked provisional.
 * Codes known by now are left alone; so may be repeated ones. `db` must be inside a transaction of its own, committed
 * before the events that use the codes: writers of the catalogue wait for one another to commit.
 * @returns the codes entered ("item:CODE"), empty if all were known
 */
export async function provisionalEntries(
  db: Queryable,
  used: UsedCodes,
  by: { actor: string },
  now: Instant,
): Promise<string[]> {
  await lockCatalogue(db);
  const departmentRegions = new Map(used.departments.map(({ code, region }) => [code, region]));
  const missing = await unknownCodes(db, {
    regions: [...new Set([...used.regions, ...departmentRegions.values()])],
    departments: [...departmentRegions.keys()],
    items: [...new Set(used.items)],
  });
  const entered = [
    ...missing.regions.map((code) => `region:${code}`),
    ...missing.departments.map((code) => `department:${code}`),
    ...missing.items.map((code) => `item:${code}`),
  ];
  if (entered.length === 0) return entered;

  const revision = await openRevision(db, { ...by, note: 'provisional entries' }, now);
  await insertRegions(db, revision, missing.regions.map(provisionalRegion));
  await insertDepartments(
    db,
    revision,
    missing.departments.map((code) =>
      provisionalDepartment(code, departmentRegions.get(code) ?? unclassified),
    ),
  );
  await insertItems(
    db,
    revision,
    // type 10: a licence without limits would get those of Art. 42
    missing.items.map((code) => ({
      code,
      name: code,
      type: '10',
      handling: 'promised',
      validFrom: always,
      provisional: true,
    })),
  );
  return entered;
}

function provisionalRegion(code: string): Unrecorded<RegionVersion> {
  const unplaced = { parent: null, overlaps: [], tile: null, group: '', order: 0, calendar: null };
  return { code, name: code, shortName: code, kind: 'division', ...unplaced, provisional: true };
}

function provisionalDepartment(code: string, region: string): Unrecorded<DepartmentVersion> {
  const unplaced = { kind: null, parent: null, phone: null, calendar: null };
  return { code, name: code, shortName: code, region, ...unplaced, provisional: true };
}
