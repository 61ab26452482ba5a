import type { ScoredPart } from '#contract/evaluation';
import type { RuleId } from '#contract/rule';
import type { EvaluationTerms } from '../domain/evaluation/evaluationTerms.ts';
import type { Observed } from '../domain/evaluation/scoreUnit.ts';
import type { Observation } from './evaluationStore.ts';

export interface PartEvidence extends Observed {
  /** Left out: an appeal is pending, or nobody has decided. */
  contested: number;
  undecided: number;
  /** Confirmed findings by rule, with those flags that may be shown. */
  because: Map<RuleId, { n: number; flagIds: number[] }>;
  /** Of satisfaction: cases with bad ratings that may be shown. */
  caseIds?: string[];
}
export type UnitEvidence = Record<ScoredPart, PartEvidence>;

type Standing = 'on_time' | 'in_time' | 'confirmed' | 'data_problem' | 'contested' | 'undecided';
type Observations = readonly Observation<Standing>[];

export interface PeriodObserved {
  due: Observations;
  found: Observations;
  rectified: Observations;
  concluded: readonly { unit: string; n: number }[];
  ratings: readonly { unit: string; n: number; bad: number }[];
  complaints: readonly { unit: string; caseId: string }[];
}

/** Late cases are counted among the cases due; their flags among the findings would cost twice. */
const byDueDate: ReadonlySet<RuleId> = new Set(['TIM-02', 'TIM-03']);

/** What was observed of each unit, by part of its score. */
export function gatherUnits(
  { due, found, rectified, concluded, ratings, complaints }: PeriodObserved,
  { dataRules }: Pick<EvaluationTerms, 'dataRules'>,
): Map<string, UnitEvidence> {
  const units = new Map<string, UnitEvidence>();
  const of = (unit: string): UnitEvidence => {
    let evidence = units.get(unit);
    if (!evidence) units.set(unit, (evidence = nothing()));
    return evidence;
  };
  for (const row of due) add(of(row.unit).timeliness, row, row.standing !== 'contested');
  for (const row of rectified) add(of(row.unit).rectification, row, row.standing !== 'contested');
  for (const row of found) {
    if (row.standing === 'data_problem') add(of(row.unit).data, row, false);
    else if (row.rule !== null && !byDueDate.has(row.rule))
      add(of(row.unit)[dataRules.includes(row.rule) ? 'data' : 'regularity'], row, false);
  }
  for (const { unit, n, bad } of ratings) {
    const { satisfaction } = of(unit);
    satisfaction.n += n;
    satisfaction.findings += bad;
  }
  for (const { unit, caseId } of complaints) of(unit).satisfaction.caseIds?.push(caseId);
  for (const { unit, n } of concluded) {
    of(unit).regularity.n += n;
    of(unit).data.n += n;
  }
  return units;
}

/** @param isCounted it is one of those the findings are counted against */
function add(part: PartEvidence, row: Observations[number], isCounted: boolean): void {
  if (isCounted) part.n += row.n;
  switch (row.standing) {
    case 'contested':
    case 'undecided':
      part[row.standing] += row.n;
      return;
    case 'confirmed':
    case 'data_problem': {
      part.findings += row.n;
      if (row.rule === null) return;
      const because = part.because.get(row.rule) ?? { n: 0, flagIds: [] };
      because.n += row.n;
      if (row.visible && row.flagId !== null) because.flagIds.push(row.flagId);
      part.because.set(row.rule, because);
    }
  }
}

function nothing(): UnitEvidence {
  const part = (): PartEvidence => ({ findings: 0, n: 0, contested: 0, undecided: 0, because: new Map() });
  return {
    timeliness: part(),
    regularity: part(),
    satisfaction: { ...part(), caseIds: [] },
    rectification: part(),
    data: part(),
  };
}
