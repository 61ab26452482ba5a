import type { StoredCase } from '../cases/caseStore.ts';

/**
 * Rows of `cases` as this process last wrote or read them, least recently used ones dropped. Spares the reading, not
 * the check: a write names the version it rests on, and one that rests on an old row is done again.
 */
export interface CaseCache {
  get(caseId: string): StoredCase | undefined;
  put(row: StoredCase): void;
  drop(caseIds: Iterable<string>): void;
}

export function createCaseCache(most: number): CaseCache {
  const rows = new Map<string, StoredCase>();
  return {
    get: (caseId) => rows.get(caseId),
    put(row) {
      const { caseId } = row.facts;
      rows.delete(caseId);
      rows.set(caseId, row);
      if (rows.size > most) for (const [oldest] of rows) return void rows.delete(oldest);
    },
    drop(caseIds) {
      for (const caseId of caseIds) rows.delete(caseId);
    },
  };
}
