import { migrationStatus } from './migrate.ts';
import type { Queryable } from './queryable.ts';

/**
 * Names of migrations that this version has and the database lacks; says once, and again at every change, that the
 * next version of duban has migrated it meanwhile. Throws as `migrationStatus` does.
 */
export function watchedSchema(db: Queryable, onNewer: (sentence: string) => void): () => Promise<string[]> {
  let said: string | null = null;
  return async () => {
    const { pending, beside } = await migrationStatus(db);
    if (beside !== null && beside !== said) onNewer(beside);
    said = beside;
    return pending;
  };
}
