import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { DocumentFault } from './documentFault.ts';

export interface ImportCounts {
  added: number;
  changed: number;
  unchanged: number;
}
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
 * anywhere nothing is recorded. `db` must be inside a transaction.
 */
export declare function importCatalogue(
  db: Queryable,
  document: unknown,
  by: { actor: string; note?: string },
  now: Instant,
): Promise<CatalogueImport>;
