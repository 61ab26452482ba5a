import type { Figure } from '#contract/reports/indicator';
import type { FigureSet } from '#contract/reports/snapshot';
import type { Queryable } from '../../db/queryable.ts';
import { quarantinedWithin } from '../figures/detailStore.ts';
import type { OwnPeriods } from './takeSections.ts';

/** Sources report for many places: what of theirs is set aside is told of the city alone. */
export async function addQuarantined(db: Queryable, figures: FigureSet[], own: OwnPeriods): Promise<void> {
  const whole = figures.find(({ by }) => by === 'all');
  if (!whole) return;
  const shareOf = async (period: OwnPeriods['period']): Promise<Figure> => {
    const { quarantined, n } = await quarantinedWithin(db, period);
    return { value: n === 0 ? null : quarantined / n, n, hits: quarantined };
  };
  whole.figures = { ...whole.figures, quarantinedShare: await shareOf(own.period) };
  for (const earlier of ['previous', 'lastYear'] as const)
    whole[earlier] &&= { ...whole[earlier], quarantinedShare: await shareOf(own[earlier]) };
}
