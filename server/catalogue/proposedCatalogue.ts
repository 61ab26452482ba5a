import type { Pool } from 'pg';
import type { CalendarChange } from '#contract/calendarSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { inTransaction } from '../db/transaction.ts';
import type { Catalogue } from './catalogue.ts';
import type { DocumentFault } from './documentFault.ts';
import { editCalendarDays } from './editCalendarDays.ts';
import type { CatalogueImport } from './importCatalogue.ts';
import { loadCatalogue } from './loadCatalogue.ts';

export interface ProposedCatalogue {
  catalogue: Catalogue;
  warnings: DocumentFault[];
}

/**
 * The catalogue as it would be with a calendar's change: recorded by the very function that records it, read, and
 * rolled back.
 * @throws Problem `not_found`, `invalid`
 */
export async function proposedCatalogue(
  pool: Pool,
  { timezone, baselines }: Catalogue,
  code: string,
  change: CalendarChange,
  now: Instant,
): Promise<ProposedCatalogue> {
  const undo = new Error('only tried');
  let proposed: ProposedCatalogue | undefined;
  try {
    await inTransaction(pool, async (db) => {
      const { warnings } = accepted(await editCalendarDays(db, code, change, { actor: 'preview' }, now));
      proposed = { catalogue: await loadCatalogue(db, timezone, baselines), warnings };
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
  if (!proposed) throw new Problem('internal', `the change of calendar ${code} could not be tried`);
  return proposed;
}

/** @throws Problem `invalid` with the first fault */
export function accepted(result: CatalogueImport): Extract<CatalogueImport, { ok: true }> {
  if (result.ok) return result;
  const [fault] = result.faults;
  throw new Problem('invalid', `${fault?.path}: ${fault?.message}.`, { path: fault?.path ?? 'days' });
}
