import { catalogueSchema, type CatalogueDocument } from '#contract/catalogueSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { calendarRow, departmentKindRow, departmentRow, itemRow, regionRow } from './catalogueRows.ts';
import {
  insertCalendarDays,
  insertCalendars,
  insertDepartmentKinds,
  insertDepartments,
  insertItems,
  insertRegions,
  lockCatalogue,
  openRevision,
} from './catalogueRecordStore.ts';
import { calendarWarnings, checkCalendars } from './checkCalendars.ts';
import { checkItems, promiseWarnings } from './checkItems.ts';
import { checkPlaces } from './checkPlaces.ts';
import { faultsOf, type DocumentFault } from './documentFault.ts';
import { followingCalendars } from './followingCalendars.ts';
import { planVersions, type ImportCounts } from './planVersions.ts';
import { recordedCatalogue, type RecordedCatalogue } from './recordedCatalogue.ts';
import { unknownFields } from './unknownFields.ts';

export type CatalogueKind = 'regions' | 'departmentKinds' | 'departments' | 'items' | 'calendars';

export type CatalogueImport =
  | {
      ok: true;
      /** Newest revision after the import; the one before it where nothing was new. */
      revision: number;
      counts: Record<CatalogueKind, ImportCounts>;
      warnings: DocumentFault[];
      /** Codes that nobody knew before, as dead letters wait for them: "item:CODE", "department:CODE", "region:CODE". */
      nowKnown: string[];
    }
  | { ok: false; faults: DocumentFault[] };

/**
 * Records a catalogue document, whole or in part. Records that say nothing new make no new version; with a fault
 * anywhere nothing is recorded. `db` must be inside a transaction: another writer of the catalogue waits for its end.
 */
export async function importCatalogue(
  db: Queryable,
  document: unknown,
  by: { actor: string; note?: string },
  now: Instant,
): Promise<CatalogueImport> {
  const parsed = catalogueSchema.safeParse(document);
  if (!parsed.success) return { ok: false, faults: faultsOf(parsed.error) };
  await lockCatalogue(db);
  const recorded = await recordedCatalogue(db);
  const faults = checkDocument(parsed.data, recorded);
  if (faults.length > 0) return { ok: false, faults };

  const plan = planDocument(parsed.data, recorded);
  return {
    ok: true,
    revision: (await recordPlan(db, plan, by, now)) ?? recorded.revision,
    counts: {
      regions: plan.regions.counts,
      departmentKinds: plan.departmentKinds.counts,
      departments: plan.departments.counts,
      items: plan.items.counts,
      calendars: plan.calendars.counts,
    },
    warnings: [
      ...unknownFields(document, parsed.data),
      ...promiseWarnings(parsed.data),
      ...calendarWarnings(parsed.data),
    ],
    nowKnown: [
      ...plan.regions.newCodes.map((code) => `region:${code}`),
      ...plan.departments.newCodes.map((code) => `department:${code}`),
      ...plan.items.newCodes.map((code) => `item:${code}`),
    ],
  };
}

/** Everything wrong with a well-formed document, given what is recorded already. */
export function checkDocument(document: CatalogueDocument, recorded: RecordedCatalogue): DocumentFault[] {
  return [...checkPlaces(document, recorded), ...checkItems(document), ...checkCalendars(document, recorded)];
}

function planDocument(document: CatalogueDocument, recorded: RecordedCatalogue) {
  // by the day they begin, so that the last recorded version of an item is its last in time
  const items = document.items
    .map(itemRow)
    .sort((a, b) => Number(a.validFrom > b.validFrom) - Number(a.validFrom < b.validFrom));
  const calendars = document.calendars.map(calendarRow);
  const following = followingCalendars(calendars, recorded.calendars);
  return {
    regions: planVersions(document.regions.map(regionRow), recorded.regions),
    departmentKinds: planVersions(document.departmentKinds.map(departmentKindRow), recorded.departmentKinds),
    departments: planVersions(document.departments.map(departmentRow), recorded.departments),
    items: planVersions(items, recorded.items, (earlier, row) => earlier.validFrom === row.validFrom),
    calendars: planVersions([...calendars, ...following], recorded.calendars),
  };
}

/** Writes wave after wave; gives the last revision opened, undefined if there was nothing to write. */
async function recordPlan(
  db: Queryable,
  plan: ReturnType<typeof planDocument>,
  by: { actor: string; note?: string },
  now: Instant,
): Promise<number | undefined> {
  const waves = Math.max(...Object.values(plan).map((kind) => kind.waves.length));
  let revision: number | undefined;
  for (let wave = 0; wave < waves; wave += 1) {
    revision = await openRevision(db, by, now);
    await insertRegions(db, revision, plan.regions.waves[wave] ?? []);
    await insertDepartmentKinds(db, revision, plan.departmentKinds.waves[wave] ?? []);
    await insertDepartments(db, revision, plan.departments.waves[wave] ?? []);
    await insertItems(db, revision, plan.items.waves[wave] ?? []);
    await insertCalendars(db, revision, plan.calendars.waves[wave] ?? []);
    await insertCalendarDays(db, revision, plan.calendars.waves[wave] ?? []);
  }
  return revision;
}
