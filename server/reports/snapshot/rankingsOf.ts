import { indicatorOf } from '#contract/reports/indicatorTable';
import type { Ranking } from '#contract/reports/snapshot';
import { rankUnits, type CityRates, type UnitRates } from '../../domain/reports/rankUnits.ts';
import type { Tally } from '../figures/tally.ts';
import type { Tallies } from './figureSets.ts';

/**
 * Regions and departments by the on-time rate, with those that had cases due.
 * @param city of each kind; undefined: the tallies are the city's own
 */
export function rankingsOf(
  { now, previous }: Pick<Tallies, 'now' | 'previous'>,
  city?: Readonly<Record<Ranking['by'], CityRates>>,
): Ranking[] {
  const { id, least } = indicatorOf('onTimeRate');
  return (['region', 'department'] as const).map((by) =>
    rankUnits(by, id, least, ratesOf(now, by), ratesOf(previous, by), city?.[by]),
  );
}

function ratesOf(tally: Tally, by: 'region' | 'department'): UnitRates {
  return new Map(
    [...(tally.get(by) ?? [])].flatMap(([code, { counts }]) =>
      counts.due === 0 ? [] : [[code, { hits: counts.dueOnTime, n: counts.due }] as const],
    ),
  );
}
