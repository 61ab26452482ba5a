import { indicatorIds, type Indicator, type IndicatorId } from './indicator.ts';
import { ratings } from './indicators/ratings.ts';
import { services } from './indicators/services.ts';
import { supervision } from './indicators/supervision.ts';
import { times } from './indicators/times.ts';
import { volumes } from './indicators/volumes.ts';

const defined: ReadonlyMap<IndicatorId, Indicator> = new Map(
  [...volumes, ...times, ...services, ...ratings, ...supervision].map((indicator) => [
    indicator.id,
    indicator,
  ]),
);

/** @throws Error for an id that nobody has defined, which the tests leave to none. */
export function indicatorOf(id: IndicatorId): Indicator {
  const indicator = defined.get(id);
  if (!indicator)
    throw new Error(`The indicator "${id}" is not defined in server/contract/reports/indicators/.`);
  return indicator;
}

/** Every figure's meaning, once, in the order in which reports give them. */
export const indicatorTable: readonly Indicator[] = indicatorIds.map(indicatorOf);
