import type { Instant } from '#contract/time';
import { recordAudit } from '../access/audit.ts';
import type { Queryable } from '../db/queryable.ts';
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
import { changeEntries } from './changeEntries.ts';
import type { DocumentFault } from './documentFault.ts';
import { planImport, type CatalogueKind, type DocumentPlan } from './planImport.ts';
import type { ImportCounts } from './planVersions.ts';
import { recordedCatalogue } from './recordedCatalogue.ts';

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
  await lockCatalogue(db);
  const recorded = await recordedCatalogue(db);
  const planned = planImport(document, recorded);
  if (!planned.ok) return planned;
  const { plan, counts, warnings, nowKnown } = planned;
  return {
    ok: true,
    revision: (await recordPlan(db, plan, by, now)) ?? recorded.revision,
    counts,
    warnings,
    nowKnown,
  };
}

/**
 * Writes wave after wave, and to the audit what was changed; gives the last revision opened, undefined if there was
 * nothing to write. `db` must hold the lock of the catalogue since the plan was made.
 */
export async function recordPlan(
  db: Queryable,
  plan: DocumentPlan,
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
  const changed = changeEntries(plan, by.actor, now);
  if (changed.length > 0) await recordAudit(db, ...changed);
  return revision;
}
