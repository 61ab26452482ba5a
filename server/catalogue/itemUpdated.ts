import { itemSchema, type ItemRecord } from '#contract/catalogueSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import { dayText } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import { isBuiltIn } from './builtInCalendars.ts';
import type { Catalogue } from './catalogue.ts';
import { insertItems, lockCatalogue, openRevision } from './catalogueRecordStore.ts';
import { itemRow } from './catalogueRows.ts';
import { itemVersions, newestRevision } from './catalogueStore.ts';
import { checkRoute } from './checkItems.ts';
import { faultsOf, type DocumentFault } from './documentFault.ts';
import { planVersions } from './planVersions.ts';
import { versionsByCode } from './versioned.ts';

/**
 * Reads the data of an `item.updated` event, an item record as in the catalogue. Its code is the event's subject; a
 * record without `validFrom` is in force from the day (office zone) on which the event happened.
 */
export function readItemUpdate(
  catalogue: Catalogue,
  event: { subject: string; occurredAt: Instant; data: unknown },
): { item: ItemRecord } | { faults: DocumentFault[] } {
  const happenedOn = dayText(timezone(catalogue.timezone).dayOf(event.occurredAt));
  const parsed = itemSchema.safeParse(
    isObject(event.data) ? { code: event.subject, validFrom: happenedOn, ...event.data } : event.data,
  );
  if (!parsed.success) {
    return { faults: faultsOf(parsed.error).map(({ path, message }) => ({ path: dataPath(path), message })) };
  }
  const item = parsed.data;
  const faults = checkRoute(item, 'data');
  if (item.code !== event.subject) {
    faults.push({
      path: 'data.code',
      message: `${item.code} is not the event's subject ${event.subject}; send one`,
    });
  }
  if (item.calendar !== undefined && !isBuiltIn(item.calendar) && !catalogue.calendar(item.calendar)) {
    faults.push({
      path: 'data.calendar',
      message: `calendar ${item.calendar} is not in the catalogue; import it first`,
    });
  }
  return faults.length > 0 ? { faults } : { item };
}

/**
 * Records item versions in the order given, each a revision of its own where one code comes twice. Those that say
 * nothing new make no version. `db` must be inside a transaction of its own.
 * @returns the codes that nobody knew before ("item:CODE")
 */
export async function itemUpdated(
  db: Queryable,
  items: readonly ItemRecord[],
  by: { actor: string },
  now: Instant,
): Promise<string[]> {
  await lockCatalogue(db);
  const recorded = versionsByCode(await itemVersions(db, await newestRevision(db)));
  const plan = planVersions(
    items.map(itemRow),
    recorded,
    (earlier, row) => earlier.validFrom === row.validFrom,
  );
  for (const wave of plan.waves) {
    await insertItems(db, await openRevision(db, { ...by, note: 'item.updated' }, now), wave);
  }
  return plan.newCodes.map((code) => `item:${code}`);
}

function dataPath(path: string): string {
  return path === '' ? 'data' : `data.${path}`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
