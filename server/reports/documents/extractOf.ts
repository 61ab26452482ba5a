import type { Dimension, ReportSnapshot, ScoreSet } from '#contract/reports/snapshot';

type Sees = (by: Dimension, code: string) => boolean;

/**
 * Of a snapshot the rows of places that a reader may see, while the others may still appeal theirs: no figures of the
 * whole, and nothing from which another place's could be told. The whole's rate stays in a ranking: a place is marked
 * against it.
 */
export function extractOf(snapshot: ReportSnapshot, sees: Sees): ReportSnapshot {
  const { scores, departmentScores } = snapshot;
  const seesPlace = ({ by, code }: { by: Dimension; code: string }): boolean => sees(by, code);
  const typical = snapshot.typical.filter(({ department }) => sees('department', department));
  return {
    ...frameOf(snapshot),
    names: namesOf(snapshot, sees, new Set(typical.map(({ item }) => item))),
    figures: snapshot.figures.filter(seesPlace),
    rankings: snapshot.rankings.map((ranking) => {
      const own = (code: string): boolean => sees(ranking.by, code);
      return {
        ...ranking,
        rows: ranking.rows.filter(({ code }) => own(code)),
        red: ranking.red.filter(own),
        black: ranking.black.filter(own),
      };
    }),
    findings: [],
    causes: [],
    typical,
    work: snapshot.work.filter(({ department }) => sees('department', department)),
    items: [],
    trends: snapshot.trends.filter(seesPlace),
    distribution: [],
    silent: [],
    corrections: snapshot.corrections.filter(seesPlace),
    scores: scores && ownScores(scores, sees),
    ...(departmentScores ? { departmentScores: ownScores(departmentScores, sees) } : {}),
  };
}

/** What says nothing of any place; by name, so that what snapshots will have one day is not told by itself. */
function frameOf({
  format,
  kind,
  period,
  previous,
  lastYear,
  reportedSince,
  scope,
  timezone,
  asOf,
  knownAt,
  catalogueRevision,
  indicators,
}: ReportSnapshot) {
  const periods = { period, previous, lastYear, ...(reportedSince && { reportedSince }) };
  return { format, kind, ...periods, scope, timezone, asOf, knownAt, catalogueRevision, indicators };
}

function ownScores({ by, rows, evaluation }: ScoreSet, sees: Sees): ScoreSet {
  return {
    by,
    rows: rows.filter(({ code }) => sees(by, code)),
    evaluation: { ...evaluation, units: evaluation.units.filter(({ code }) => sees(by, code)) },
  };
}

function namesOf({ names }: ReportSnapshot, sees: Sees, items: ReadonlySet<string>): ReportSnapshot['names'] {
  const kept = <Name>(named: Readonly<Record<string, Name>>, keeps: (code: string) => boolean) =>
    Object.fromEntries(Object.entries(named).filter(([code]) => keeps(code)));
  return {
    region: kept(names.region, (code) => sees('region', code)),
    department: kept(names.department, (code) => sees('department', code)),
    item: kept(names.item, (code) => items.has(code)),
  };
}
