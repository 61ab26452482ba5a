import type { CatalogueReport, LimitChange } from '#contract/catalogueImportSchema';
import type { ItemVersion } from '#contract/item';
import type { Limit } from '#contract/limit';
import type { Unrecorded } from '../catalogue/catalogueRows.ts';
import type { DocumentPlan } from '../catalogue/planImport.ts';
import type { Queryable } from '../db/queryable.ts';
import { openCasesOfItems, waitingLetters } from './effectStore.ts';

const mostListed = 200;

/** Nothing: what a document with faults does. */
export const noEffect: CatalogueReport['effect'] = {
  deadLetters: 0,
  awaited: [],
  limits: [],
  limitsLeftOut: 0,
};

/**
 * What recording a document does beyond the catalogue. No due date of an accepted case moves: its limits were frozen at
 * its acceptance.
 */
export async function importEffect(
  db: Queryable,
  plan: DocumentPlan,
  nowKnown: readonly string[],
): Promise<CatalogueReport['effect']> {
  const awaited = await waitingLetters(db, nowKnown);
  const changed = plan.items.written.filter(({ before, row }) => limitsDiffer(before, row));
  const listed = changed.slice(0, mostListed);
  const open = new Map(
    (
      await openCasesOfItems(
        db,
        listed.map(({ row }) => row.code),
      )
    ).map((one) => [one.item, one]),
  );
  return {
    deadLetters: awaited.reduce((sum, { letters }) => sum + letters, 0),
    awaited,
    limits: listed.map(({ before, row }): LimitChange => {
      const { accepted = 0, waiting = 0 } = open.get(row.code) ?? {};
      const { code, name, validFrom } = row;
      const statutory = { before: before?.statutoryLimit ?? null, after: row.statutoryLimit ?? null };
      const promised = { before: before?.promisedLimit ?? null, after: row.promisedLimit ?? null };
      return { code, name, validFrom, statutory, promised, accepted, waiting };
    }),
    limitsLeftOut: changed.length - listed.length,
  };
}

type Version = Unrecorded<ItemVersion>;

/** Whether a version of a recorded item has other limits than the one it replaces. */
export function limitsDiffer(before: Version | undefined, row: Version): before is Version {
  if (!before) return false;
  return !same(before.statutoryLimit, row.statutoryLimit) || !same(before.promisedLimit, row.promisedLimit);
}

const same = (a: Limit | undefined, b: Limit | undefined): boolean =>
  a?.value === b?.value && a?.unit === b?.unit;
