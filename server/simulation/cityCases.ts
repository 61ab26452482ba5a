import { type Blackout, blackoutsOf } from './blackouts.ts';
import type { CaseScript } from './caseScript.ts';
import { ratingEvents } from './lives/rating.ts';
import { ordinaryCases } from './ordinaryCases.ts';
import { plantCases } from './planted/plantCases.ts';
import { createRandom } from './random.ts';
import { type Day, dayOf } from './time.ts';
import { transmit } from './transmit.ts';
import type { World } from './world.ts';

export interface CityCases {
  blackouts: readonly Blackout[];
  /** Every case that is first heard of on the day, ordinary ones first. */
  bornOn(on: Day): Generator<CaseScript>;
}

const birthday = ({ events }: CaseScript): Day => dayOf(Math.min(...events.map((event) => event.arrives)));

/** The cases of a demo city, day by day. `volume`: cases of an ordinary working day; `plants`: anomalies too. */
export function cityCases(world: World, volume: number, plants: boolean): CityCases {
  const blackouts = plants ? blackoutsOf(world) : [];
  const planted = new Map<Day, CaseScript[]>();
  const line = createRandom(world.seed, 'line');
  for (const script of plants ? plantCases(world, blackouts) : []) {
    transmit(script, blackouts, line);
    const on = birthday(script);
    planted.set(on, [...(planted.get(on) ?? []), script]);
  }
  return {
    blackouts,
    *bornOn(on) {
      const random = createRandom(world.seed, 'line', on);
      for (const script of ordinaryCases(world, on, volume)) {
        transmit(script, blackouts, random);
        if (!isCutInTheMiddle(script, world.to)) yield script;
      }
      yield* planted.get(on) ?? [];
    },
  };
}

/** A minute's work that the end of the history would cut in two tells nothing; it is left out. */
function isCutInTheMiddle({ item, events }: CaseScript, to: number): boolean {
  if (item.handling === 'promised') return false;
  const arrivals = events.filter((event) => !ratingEvents.has(event.type)).map((event) => event.arrives);
  return Math.min(...arrivals) <= to && Math.max(...arrivals) > to;
}
