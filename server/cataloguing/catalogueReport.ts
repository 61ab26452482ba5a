import type { CatalogueReport, ImportFault } from '#contract/catalogueImportSchema';
import type { DocumentFault } from '../catalogue/documentFault.ts';
import { planImport, type DocumentPlan, type PlannedImport } from '../catalogue/planImport.ts';
import { recordedCatalogue, type RecordedCatalogue } from '../catalogue/recordedCatalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { anyOpenCase } from './effectStore.ts';
import { importEffect, limitsDiffer, noEffect } from './importEffect.ts';
import { placedFault } from './importFault.ts';
import { readFiles, type GivenFile } from './readFiles.ts';
import { recordChanges } from './recordChange.ts';

const mostChanges = 500;
const mostFaults = 200;
const nothing = { added: 0, changed: 0, unchanged: 0 };
const noCounts: CatalogueReport['counts'] = {
  regions: nothing,
  departmentKinds: nothing,
  departments: nothing,
  items: nothing,
  calendars: nothing,
};

export interface Reported {
  report: CatalogueReport;
  recorded: RecordedCatalogue;
  /** What to record; undefined where there are faults. */
  planned: Extract<PlannedImport, { ok: true }> | undefined;
}

/** What files would make of the catalogue, record by record, with what that does. Writes nothing. */
export async function catalogueReport(
  db: Queryable,
  files: readonly GivenFile[],
  zone: string,
): Promise<Reported> {
  const recorded = await recordedCatalogue(db);
  const read = readFiles(files, recorded, zone);
  const planned = planImport(read.document, recorded);
  const place = (fault: DocumentFault): ImportFault =>
    placedFault(
      fault,
      read.origins,
      files.map(({ name }) => name),
    );
  const found = planned.ok ? await calendarFaults(db, planned.plan) : planned.faults;
  const faults = byPlace([...read.faults, ...found.map(place)]);
  const warnings = [
    ...read.warnings,
    ...(planned.ok ? [...planned.warnings, ...planWarnings(planned)].map(place) : []),
  ];
  const isGood = planned.ok && faults.length === 0;
  const changes = planned.ok ? recordChanges(planned.plan) : [];
  return {
    recorded,
    planned: isGood ? planned : undefined,
    report: {
      dryRun: true,
      baseRevision: recorded.revision,
      revision: null,
      counts: planned.ok ? planned.counts : noCounts,
      changes: changes.slice(0, mostChanges),
      changesLeftOut: Math.max(0, changes.length - mostChanges),
      faults: faults.slice(0, mostFaults),
      faultsLeftOut: Math.max(0, faults.length - mostFaults),
      warnings: byPlace(warnings).slice(0, mostFaults),
      effect: isGood ? await importEffect(db, planned.plan, planned.nowKnown) : noEffect,
    },
  };
}

/** A cell that cannot be read is also missing in the record: the first fault of a place tells it. */
function byPlace(faults: readonly ImportFault[]): ImportFault[] {
  const told = new Set<string>();
  return faults
    .filter(({ file, row, column }) => {
      const place = `${file}\n${row}\n${column}`;
      if (row === null || !told.has(place)) return told.add(place);
      return false;
    })
    .sort((a, b) => a.file.localeCompare(b.file, 'en') || (a.row ?? 0) - (b.row ?? 0));
}

/** While cases are open a recorded calendar is changed where its preview shows what moves. */
async function calendarFaults(db: Queryable, plan: DocumentPlan): Promise<DocumentFault[]> {
  const changed = plan.calendars.written.filter(({ before }) => before !== undefined);
  if (changed.length === 0 || !(await anyOpenCase(db))) return [];
  return changed.map(({ row: { code } }) => ({
    path: 'calendars',
    message: `calendar ${code} would change while cases are open; leave it out and change it under Calendars, which shows what moves`,
    code: 'calendar_changes',
    values: { code },
  }));
}

/** What is likely a slip, by what is recorded already. */
function planWarnings({ document, plan }: Extract<PlannedImport, { ok: true }>): DocumentFault[] {
  const pathOf = (code: string, validFrom: string): string =>
    `items[${document.items.findIndex((item) => item.code === code && item.validFrom === validFrom)}]`;
  const unapproved = plan.items.written.flatMap(({ before, row }): DocumentFault[] => {
    if (!limitsDiffer(before, row) || row.approvedBy !== undefined) return [];
    const path = `${pathOf(row.code, row.validFrom)}.approvedBy`;
    const message = `the limits of ${row.code} change and nobody is named who approved it; PRM-01 may ask`;
    return [{ path, message, code: 'not_approved', values: { code: row.code } }];
  });
  const provisional = (['regions', 'departments'] as const).flatMap((kind) =>
    plan[kind].written.flatMap(({ row }): DocumentFault[] => {
      if (!row.provisional) return [];
      const path = `${kind}[${document[kind].findIndex(({ code }) => code === row.code)}].provisional`;
      const message = `${row.code} stays marked as to be completed; clear this field once it is`;
      return [{ path, message, code: 'stays_provisional', values: { code: row.code } }];
    }),
  );
  return [...unapproved, ...provisional];
}
