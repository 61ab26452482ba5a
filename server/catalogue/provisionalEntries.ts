import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

/** Where cases of a lenient source fall that name no item, department or region: one such code of each kind. */
export const unclassified = 'unclassified';

export interface UnknownCodes {
  regions: readonly string[];
  /** With the region their event named, else `unclassified`. */
  departments: readonly { code: string; region: string }[];
  items: readonly string[];
}

/**
 * Enters codes that a lenient source used and nobody knows, named as their code, without limits, marked provisional.
 * Codes known by now are left alone. `db` must be inside a transaction of its own, committed before the events that
 * use the codes: writers of the catalogue wait for one another to commit.
 * @returns the codes entered ("item:CODE"), empty if all were known
 */
export declare function provisionalEntries(
  db: Queryable,
  codes: UnknownCodes,
  by: { actor: string },
  now: Instant,
): Promise<string[]>;
