import type { Instant } from '#contract/time';
import { caseHistories } from '../cases/caseHistory.ts';
import { loadRows, spanOfRow } from '../cases/caseStore.ts';
import { familiesOf } from '../cases/familyStore.ts';
import type { Queryable } from '../db/queryable.ts';
import type { Household, PastCase } from './caseSteps.ts';
import { flagHistories, flagIdsOf } from './flagHistoryStore.ts';
import type { PastFlag } from './standingAt.ts';

/**
 * These cases with all that was known of them by `knownAt`, each with its family, if it has one; cases of which nothing
 * was known are missing.
 */
export async function householdsOf(
  db: Queryable,
  caseIds: readonly string[],
  knownAt: Instant,
): Promise<Household[]> {
  if (caseIds.length === 0) return [];
  const families = await familiesOf(db, caseIds);
  const relatives = families.flatMap(({ parent, children }) => [parent, ...children]);
  const cases = await pastCases(db, [...new Set([...caseIds, ...relatives])], knownAt);
  const placed = new Set<string>();
  const take = (ids: readonly string[]): PastCase[] =>
    ids.flatMap((caseId) => {
      const found = placed.has(caseId) ? undefined : cases.get(caseId);
      placed.add(caseId);
      return found ?? [];
    });
  const together = families.map(({ parent, children }) => ({ parent, members: take([parent, ...children]) }));
  const alone = caseIds.map((caseId) => ({ parent: null, members: take([caseId]) }));
  return [...together, ...alone].filter(({ members }) => members.length > 0);
}

async function pastCases(
  db: Queryable,
  caseIds: readonly string[],
  knownAt: Instant,
): Promise<Map<string, PastCase>> {
  const rows = await loadRows(db, caseIds);
  const histories = await caseHistories(db, rows.map(spanOfRow), { asOf: Infinity, knownAt });
  const flags = new Map<string, PastFlag[]>();
  for (const flag of await flagHistories(db, await flagIdsOf(db, caseIds))) {
    const own = flags.get(flag.caseId);
    if (own) own.push(flag);
    else flags.set(flag.caseId, [flag]);
  }
  return new Map(
    rows.flatMap(({ facts: { caseId, namespace } }): [string, PastCase][] => {
      const events = histories.get(caseId);
      return events ? [[caseId, { caseId, namespace, events, flags: flags.get(caseId) ?? [] }]] : [];
    }),
  );
}
