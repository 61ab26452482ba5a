import type { CalendarChange } from '#contract/calendarSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { calendarDocument } from './calendarDocument.ts';
import { lockCatalogue } from './catalogueRecordStore.ts';
import { importCatalogue, type CatalogueImport } from './importCatalogue.ts';
import { recordedCatalogue } from './recordedCatalogue.ts';

const nothing: CalendarChange = { days: [], regions: [], departments: [], note: '' };

/**
 * Records a calendar's next version, or a new calendar, with the changes made. `db` must be inside a transaction.
 * Throws Problem `not_found` for a calendar or place that is not recorded, `invalid` for what cannot be meant; faults
 * in the resulting calendar are part of the result.
 */
export async function editCalendarDays(
  db: Queryable,
  code: string,
  edit: Partial<CalendarChange>,
  { actor }: { actor: string },
  now: Instant,
): Promise<CatalogueImport> {
  const change = { ...nothing, ...edit };
  await lockCatalogue(db);
  const document = calendarDocument(await recordedCatalogue(db), code, change);
  return importCatalogue(db, document, { actor, note: change.note || `days of ${code}` }, now);
}
