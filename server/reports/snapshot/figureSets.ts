import type { Figures, IndicatorId } from '#contract/reports/indicator';
import { dimensions, type Dimension, type FigureSet } from '#contract/reports/snapshot';
import { figuresOf, isNothing, type ItemOf } from '../../domain/reports/figuresOf.ts';
import { eachInTurn } from '../figures/eachInTurn.ts';
import type { Tally } from '../figures/tally.ts';

export interface Tallies {
  now: Tally;
  previous: Tally;
  lastYear: Tally;
}

/** What is compared for the many small units: all of it would be most of the document. */
const comparedOfMany: ReadonlySet<IndicatorId> = new Set([
  'submitted',
  'concluded',
  'onTimeRate',
  'handlingMean',
  'confirmedPerThousand',
  'goodRate',
]);
const few: ReadonlySet<Dimension> = new Set(['all', 'region', 'channel', 'level']);

/** The figures of every unit that had any in the period, beside those of both earlier periods; the whole is always there. */
export async function figureSets(tallies: Tallies, itemOf: ItemOf): Promise<FigureSet[]> {
  const figuresIn = (tally: Tally, by: Dimension, code: string): Figures | null => {
    const sums = tally.get(by)?.get(code);
    if (!sums || isNothing(sums)) return null;
    return figuresOf(sums, by, itemOf);
  };
  const compared = (tally: Tally, by: Dimension, code: string): Figures | null => {
    const figures = figuresIn(tally, by, code);
    return figures && !few.has(by) ? only(comparedOfMany, figures) : figures;
  };
  const units = dimensions.flatMap((by) => codesOf(tallies.now, by).map((code) => ({ by, code })));
  const sets: FigureSet[] = [];
  await eachInTurn(
    units,
    ({ by, code }) => {
      const figures = figuresIn(tallies.now, by, code) ?? (by === 'all' ? {} : null);
      if (!figures) return;
      const previous = compared(tallies.previous, by, code);
      const lastYear = compared(tallies.lastYear, by, code);
      sets.push({ by, code, figures, previous, lastYear });
    },
    unitsATurn,
  );
  return sets;
}

const unitsATurn = 10;

function codesOf(tally: Tally, by: Dimension): string[] {
  return by === 'all' ? [''] : [...(tally.get(by)?.keys() ?? [])].sort();
}

function only(ids: ReadonlySet<IndicatorId>, figures: Figures): Figures {
  return Object.fromEntries(
    [...ids].flatMap((id) => {
      const figure = figures[id];
      return figure ? [[id, figure] as const] : [];
    }),
  );
}
