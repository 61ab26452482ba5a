import type { Queryable } from '../db/queryable.ts';
import type { CaseState } from '../domain/cases/caseState.ts';
import { foldCase } from '../domain/cases/foldCase.ts';
import { joined, parentOf, type Kinship } from '../domain/cases/kinship.ts';
import { familyTies } from '../domain/clock/family.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import { caseHistories, type Viewpoint } from './caseHistory.ts';
import { loadRows, spanOfRow } from './caseStore.ts';
import { familiesOf } from './familyStore.ts';

/** Cases folded from their own events as they were, as their relatives made them then. */
export async function joinFamilies(
  db: Queryable,
  states: readonly CaseState[],
  knowledge: Knowledge,
  at: Viewpoint,
): Promise<readonly CaseState[]> {
  const families = await familiesOf(
    db,
    states.map(({ caseId }) => caseId),
  );
  if (families.length === 0) return states;
  const members = new Map(
    (
      await statesAt(db, [...new Set(families.flatMap(({ parent, children }) => [parent, ...children]))], at)
    ).map((state) => [state.caseId, state]),
  );
  const ties = new Map<string, Kinship>();
  for (const { parent, children } of families) {
    const own = children.flatMap((caseId) => members.get(caseId) ?? []);
    const theirs = own.filter((child) => parentOf(child) === parent);
    for (const [caseId, tie] of familyTies(members.get(parent), theirs, knowledge, at.asOf))
      ties.set(caseId, tie);
  }
  return states.map((state) => joined(state, ties.get(state.caseId), at.asOf));
}

/** Cases by their own events alone, as they were; those of which nothing was known by then are missing. */
export async function statesAt(
  db: Queryable,
  caseIds: readonly string[],
  at: Viewpoint,
): Promise<CaseState[]> {
  const rows = await loadRows(db, caseIds);
  const histories = await caseHistories(db, rows.map(spanOfRow), at);
  return rows.flatMap(({ facts }) => {
    const events = histories.get(facts.caseId);
    return events ? [foldCase(events, facts.namespace)] : [];
  });
}
