import { setImmediate } from 'node:timers/promises';
import type { Figures, IndicatorId } from '#contract/reports/indicator';
import { dimensions, type Dimension, type FigureSet } from '#contract/reports/snapshot';
import { figuresOf, isNothing, type ItemOf } from '../../domain/reports/figuresOf.ts';
import type { Tally } from '../figures/tally.ts';

export interface Tallies {
  now: Tally;
  previous: Tally;
  lastYear: Tally;
}

/** An item as it was at the end of each period: limits that were cut since do not make an earlier month faster. */
export type Items = Readonly<Record<keyof Tallies, ItemOf>>;

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
export async function figureSets(tallies: Tallies, items: Items): Promise<FigureSet[]> {
  const sets: FigureSet[] = [];
  for (const by of dimensions)
    for (const code of codesOf(tallies.now, by)) {
      // a million handling times of each period: three turns
      const figuresIn = async (which: keyof Tallies): Promise<Figures | null> => {
        await setImmediate();
        const sums = tallies[which].get(by)?.get(code);
        return sums && !isNothing(sums) ? figuresOf(sums, by, items[which]) : null;
      };
      const compared = async (which: keyof Tallies): Promise<Figures | null> => {
        const figures = await figuresIn(which);
        return figures && !few.has(by) ? only(comparedOfMany, figures) : figures;
      };
      const figures = (await figuresIn('now')) ?? (by === 'all' ? {} : null);
      if (!figures) continue;
      const previous = await compared('previous');
      sets.push({ by, code, figures, previous, lastYear: await compared('lastYear') });
    }
  return sets;
}

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
