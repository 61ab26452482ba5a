import type { Figure, Figures, IndicatorId } from '#contract/reports/indicator';
import { times } from '#contract/reports/indicators/times';
import { volumes } from '#contract/reports/indicators/volumes';
import type { Correction, Dimension, FigureSet } from '#contract/reports/snapshot';

/** They follow from the handling times and from limits in the catalogue. */
const follow: ReadonlySet<IndicatorId> = new Set([
  'daysEarlierThanLaw',
  'fasterThanLaw',
  'fasterThanPromise',
  'promisedSpeedUp',
]);
/**
 * What a period's figures say of its cases, which only late data, amendments and appeals change. Flags go on being judged
 * and answered: their figures of a month ago are otherwise each day, and that corrects nothing.
 */
const corrected = [...volumes, ...times].map(({ id }): IndicatorId => id).filter((id) => !follow.has(id));
const places: ReadonlySet<Dimension> = new Set(['all', 'region', 'department']);

export interface Issue {
  reportId: string;
  period: string;
  figures: readonly FigureSet[];
}

/** Figures of an issued report that are otherwise now, by place; of a unit that had none, or has none any more, too. */
export function correctionsOf(
  { reportId, period, figures }: Issue,
  unitsNow: readonly { by: Dimension; code: string }[],
  figuresNow: (by: Dimension, code: string) => Figures | null,
): Correction[] {
  const said = new Map(figures.map((set) => [`${set.by} ${set.code}`, set.figures]));
  const units = new Map(
    [...figures, ...unitsNow]
      .filter(({ by }) => places.has(by))
      .map(({ by, code }) => [`${by} ${code}`, { by, code }] as const),
  );
  return [...units].flatMap(([key, { by, code }]) => {
    const issuedThen = said.get(key);
    const known = figuresNow(by, code);
    return corrected.flatMap((indicator): Correction[] => {
      const issued = asSaid(issuedThen?.[indicator]);
      const now = asSaid(known?.[indicator]);
      if (issued.value === now.value && issued.n === now.n) return [];
      if ((issued.value ?? 0) === 0 && (now.value ?? 0) === 0 && issued.n === 0 && now.n === 0) return [];
      return [{ reportId, period, by, code, indicator, issued, now }];
    });
  });
}

const asSaid = (figure: Figure | undefined): { value: number | null; n: number } => ({
  value: figure?.value ?? null,
  n: figure?.n ?? 0,
});
