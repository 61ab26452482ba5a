import type { CatalogueReport } from '#contract/catalogueImportSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { lockCatalogue } from '../catalogue/catalogueRecordStore.ts';
import { recordPlan } from '../catalogue/importCatalogue.ts';
import type { DocumentPlan } from '../catalogue/planImport.ts';
import type { RecordedCatalogue } from '../catalogue/recordedCatalogue.ts';
import type { Versioned } from '../catalogue/versioned.ts';
import type { Queryable } from '../db/queryable.ts';
import { catalogueReport } from './catalogueReport.ts';
import type { GivenFile } from './readFiles.ts';

export interface Applied {
  report: CatalogueReport;
  nowKnown: readonly string[];
}

/**
 * Records what files say, as a dry run has shown it. `db` must be inside a transaction.
 * @param base the revision that the dry run told
 * @throws Problem `invalid` with the first fault; `stale_version` where a record that would change was changed since
 */
export async function applyFiles(
  db: Queryable,
  files: readonly GivenFile[],
  base: number,
  { actor, zone, now }: { actor: string; zone: string; now: Instant },
): Promise<Applied> {
  await lockCatalogue(db);
  const { report, recorded, planned } = await catalogueReport(db, files, zone);
  if (!planned) throw firstFault(report);
  const changedSince = newerThan(base, planned.plan, recorded);
  if (changedSince.length > 0) throw changedMeanwhile(changedSince);
  const note = `import ${files.map(({ name }) => name).join(', ')}`.slice(0, 500);
  const revision = await recordPlan(db, planned.plan, { actor, note }, now);
  return { report: { ...report, dryRun: false, revision: revision ?? null }, nowKnown: planned.nowKnown };
}

/** Records that the plan writes and that got a version after `base`: whoever ordered it has not seen that. */
function newerThan(base: number, plan: DocumentPlan, recorded: RecordedCatalogue): string[] {
  return (['regions', 'departmentKinds', 'departments', 'items', 'calendars'] as const).flatMap((kind) => {
    const versions: Versioned<{ revision: number }> = recorded[kind];
    return plan[kind].written.flatMap(({ row: { code } }) =>
      (versions.get(code)?.at(-1)?.revision ?? 0) > base ? [code] : [],
    );
  });
}

function changedMeanwhile(codes: readonly string[]): Problem {
  const listed = codes.slice(0, 5).join(', ');
  return new Problem(
    'stale_version',
    `${codes.length} of these records were changed since the dry run: ${listed}; check again and look at what it says now.`,
  );
}

function firstFault({ faults, faultsLeftOut }: CatalogueReport): Problem {
  const [first] = faults;
  const where = [first?.file, first?.row == null ? undefined : `line ${first.row}`, first?.column]
    .filter((part) => part != null)
    .join(', ');
  const more = faults.length + faultsLeftOut - 1;
  const rest = more > 0 ? ` and ${more} more; a dry run lists them` : '';
  return new Problem('invalid', `${where}: ${first?.message ?? 'it cannot be read'}${rest}.`, {
    path: 'files',
  });
}
