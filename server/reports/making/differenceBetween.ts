import { indicatorIds, type Figure } from '#contract/reports/indicator';
import type { FigureSet, ReportSnapshot } from '#contract/reports/snapshot';
import type { StoredDifference } from '../store/reportRow.ts';

type Figures = Pick<ReportSnapshot, 'figures'>;

/** Figures that are otherwise in one snapshot than in the other, in the order of the second. */
export function differenceBetween(draft: Figures, final: Figures): StoredDifference[] {
  const key = ({ by, code }: FigureSet): string => `${by}/${code}`;
  const before = new Map(draft.figures.map((set) => [key(set), set]));
  const after = new Set(final.figures.map(key));
  const gone = draft.figures.filter((set) => !after.has(key(set)));
  return [
    ...final.figures.flatMap((set) => differencesOf(before.get(key(set)), set)),
    ...gone.flatMap((set) => differencesOf(set, undefined)),
  ];
}

function differencesOf(draft: FigureSet | undefined, final: FigureSet | undefined): StoredDifference[] {
  const { by = 'all', code = '' } = final ?? draft ?? {};
  return indicatorIds.flatMap((indicator) => {
    const [was, is] = [valueOf(draft?.figures[indicator]), valueOf(final?.figures[indicator])];
    if (was.value === is.value && was.n === is.n) return [];
    return [{ by, code, indicator, draft: was, final: is }];
  });
}

const valueOf = (figure: Figure | undefined): { value: number | null; n: number } => ({
  value: figure?.value ?? null,
  n: figure?.n ?? 0,
});
