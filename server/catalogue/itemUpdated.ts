import type { ItemRecord } from '#contract/catalogueSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { Catalogue } from './catalogue.ts';
import type { DocumentFault } from './documentFault.ts';

/**
 * Reads the data of an `item.updated` event, an item record as in the catalogue. Its code is the event's subject; a
 * record without `validFrom` is in force from the day (office zone) on which the event happened.
 */
export declare function readItemUpdate(
  catalogue: Catalogue,
  event: { subject: string; occurredAt: Instant; data: unknown },
): { item: ItemRecord } | { faults: DocumentFault[] };

/**
 * Records item versions in the order given, each a revision of its own where one code comes twice. Those that say
 * nothing new make no version. `db` must be inside a transaction of its own.
 * @returns the codes that nobody knew before ("item:CODE")
 */
export declare function itemUpdated(
  db: Queryable,
  items: readonly ItemRecord[],
  by: { actor: string },
  now: Instant,
): Promise<string[]>;
