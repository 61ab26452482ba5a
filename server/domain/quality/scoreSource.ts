import { qualityParts, type QualityPart } from '#contract/sourceQuality';
import { lagWithin } from './lagSteps.ts';
import type { SourceDay } from './sourceDay.ts';

/** What a part of the score is worth, from which figure on points are lost, and at which all are. */
export interface QualityTerm {
  points: number;
  good: number;
  bad: number;
  /** Fewer observations are shown and not judged. */
  least: number;
}
export type QualityTerms = Readonly<Record<QualityPart, QualityTerm>>;

/** What is no matter of single events. Times in office ms. */
export interface SourceStanding {
  unopened: number;
  silentMs: number;
  officeMs: number;
}

export interface PartScore {
  part: QualityPart;
  /** Seconds for `lag`, else a share; null where nothing was observed. */
  figure: number | null;
  n: number;
  judged: boolean;
  /** Of `term.points`. */
  lost: number;
  term: QualityTerm;
}

export interface SourceScore {
  /** 0–100, of the points of the parts that are judged; null when those are worth less than half of all. */
  score: number | null;
  parts: PartScore[];
}

const unknownCodes: ReadonlySet<string> = new Set([
  'unknown_item',
  'unknown_department',
  'unknown_region',
  'unknown_value',
]);
const minute = 60_000;

/**
 * How good a source's data are, so that a bad feed is not mistaken for a slow department. An event costs points in one
 * part only: a refusal for an unknown code, a clock ahead or a missing field is none of `rejects`.
 */
export function scoreSource(
  days: readonly SourceDay[],
  { unopened, silentMs, officeMs }: SourceStanding,
  terms: QualityTerms,
): SourceScore {
  const sum = (of: (day: SourceDay) => number): number => days.reduce((total, day) => total + of(day), 0);
  const refused = (which: (code: string) => boolean): number =>
    sum(({ refusals }) =>
      Object.entries(refusals).reduce((total, [code, n]) => (which(code) ? total + n : total), 0),
    );
  const accepted = sum((day) => day.accepted);
  const duplicates = sum((day) => day.duplicates);
  const codes = refused((code) => unknownCodes.has(code));
  const future = refused((code) => code === 'in_the_future');
  const missing = refused((code) => code === 'missing_field');
  const rejects = refused(() => true) - codes - future - missing;
  const received = accepted + duplicates + codes + future + missing + rejects;
  const lags = lagsOf(days);
  const live = lags.reduce((total, count) => total + count, 0);

  const observed: Record<QualityPart, { figure: number; n: number }> = {
    lag: { figure: lagWithin(lags, 0.95) ?? 0, n: live },
    order: share(
      sum((day) => day.outOfOrder),
      live,
    ),
    duplicates: share(duplicates, received),
    rejects: share(rejects, received),
    codes: share(codes, received),
    unopened: share(unopened, accepted),
    clock: share(sum((day) => day.ahead) + future, live + future),
    identity: share(
      sum((day) => day.idsInvalid),
      sum((day) => day.idsChecked),
    ),
    fields: share(sum((day) => day.fieldsMissing) + missing, sum((day) => day.fieldsExpected) + missing),
    silence: share(silentMs / minute, officeMs / minute),
  };
  const parts = qualityParts.map((part) => partScore(part, observed[part], terms[part]));
  const points = parts.reduce((total, { judged, term }) => total + (judged ? term.points : 0), 0);
  const lost = parts.reduce((total, part) => total + part.lost, 0);
  const all = parts.reduce((total, { term }) => total + term.points, 0);
  return { score: points < all / 2 ? null : Math.round((100 * (points - lost)) / points), parts };
}

/** Over all days, by step. */
export function lagsOf(days: readonly SourceDay[]): number[] {
  const lags: number[] = [];
  for (const day of days)
    for (const [step, count] of day.lags.entries()) lags[step] = (lags[step] ?? 0) + count;
  return lags;
}

const share = (part: number, n: number) => ({ figure: n === 0 ? 0 : part / n, n: Math.round(n) });

function partScore(
  part: QualityPart,
  { figure, n }: { figure: number; n: number },
  term: QualityTerm,
): PartScore {
  const judged = n >= Math.max(1, term.least);
  const badness = Math.min(1, Math.max(0, (figure - term.good) / (term.bad - term.good)));
  const lost = judged ? Math.round(term.points * badness * 10) / 10 : 0;
  return { part, figure: n === 0 ? null : figure, n, judged, lost, term };
}
