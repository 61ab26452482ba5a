import type { Evaluation } from '#contract/evaluationSchema';
import type { Queryable } from '../db/queryable.ts';
import { instantText } from '../http/instantText.ts';
import type { UnitKind } from '../overview/evaluationStore.ts';
import { issuedScores } from './store/snapshotStore.ts';

/** The scores of the city's annual evaluation of a year, once it is issued: nothing changes them any more. */
export async function issuedEvaluation(
  db: Queryable,
  by: UnitKind,
  year: string,
): Promise<Evaluation | undefined> {
  const issued = await issuedScores(db, year);
  const scores = issued?.scores.find((set) => set.by === by);
  if (issued === undefined || scores === undefined) return undefined;
  const { reportId, issuedAt, sha256 } = issued;
  return {
    ...scores.evaluation,
    frozen: { reportId: String(reportId), issuedAt: instantText(issuedAt), sha256 },
  };
}
