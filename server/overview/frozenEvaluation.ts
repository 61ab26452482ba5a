import type { Evaluation } from '#contract/evaluationSchema';
import type { Scope } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { flagsInScope, type UnitKind } from './evaluationStore.ts';
import { casesInScope } from './ratedStore.ts';
import { seesUnit } from './seesUnit.ts';

/** A year's evaluation as it was issued, for the whole city; undefined: it is not issued yet. */
export type IssuedEvaluation = (by: UnitKind, year: string) => Promise<Evaluation | undefined>;

/** What an account with a scope is shown of an issued evaluation: its own units, and its own flags and cases of them. */
export async function shownOf(
  db: Queryable,
  issued: Evaluation,
  scope: Scope,
  known: Catalogue,
): Promise<Evaluation> {
  const units = issued.units.filter(({ code }) => seesUnit(code, issued.by, scope, known));
  const flagIds = units.flatMap(({ parts }) =>
    parts.flatMap(({ because }) => because.flatMap(({ flagIds: some }) => some)),
  );
  const caseIds = units.flatMap(({ parts }) => parts.flatMap(({ ratings }) => ratings?.caseIds ?? []));
  const seen = new Set(await flagsInScope(db, flagIds, scope));
  const seenCases = new Set(await casesInScope(db, caseIds, scope));
  return {
    ...issued,
    units: units.map((unit) => ({
      ...unit,
      parts: unit.parts.map((part) => ({
        ...part,
        because: part.because.map((one) => ({ ...one, flagIds: one.flagIds.filter((id) => seen.has(id)) })),
        ...(part.ratings
          ? { ratings: { ...part.ratings, caseIds: part.ratings.caseIds.filter((id) => seenCases.has(id)) } }
          : {}),
      })),
    })),
  };
}
