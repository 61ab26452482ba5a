import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import { decidedOnTheMerits } from '../domain/rules/speed.ts';
import { mediansByItem, type ItemMedian } from './itemStore.ts';
import type { WallScope } from './wallScope.ts';
import { workdayTable } from './workdayTable.ts';

export interface MeasuredItems {
  at: Instant;
  medians: ReadonlyMap<string, ItemMedian>;
}

export interface ItemTimes {
  /** What a room's items took when last measured; undefined: not yet. */
  known(room: string): MeasuredItems | undefined;
  /** No older than an hour: measures where it is. */
  fresh(scope: WallScope, now: Instant): Promise<MeasuredItems>;
}

const goodFor = 3_600_000;
const span = 30;
/** A case accepted before that counts as accepted then: no median is so long. */
const reach = 1100;

/**
 * How long items took, kept by this process: a month of conclusions is no reading for every few seconds. One room at a
 * time, so that it takes no more than one connection.
 */
export function itemTimes({ pool, catalogue }: { pool: Pool; catalogue: CatalogueHolder }): ItemTimes {
  const rooms = new Map<string, MeasuredItems>();
  let turn: Promise<unknown> = Promise.resolve();

  const measure = async (scope: WallScope, now: Instant): Promise<MeasuredItems> => {
    const current = catalogue.current();
    const { dayOf, startOf } = timezone(current.timezone);
    const today = dayOf(now);
    const medians = await mediansByItem(
      pool,
      {
        from: startOf(today - span + 1),
        to: now,
        timezone: current.timezone,
        outcomes: [...decidedOnTheMerits],
      },
      workdayTable(current, today - reach, today),
      scope.regions && [...scope.regions],
    );
    const measured = { at: now, medians: new Map(medians.map((median) => [median.item, median])) };
    rooms.set(scope.room, measured);
    return measured;
  };

  return {
    known: (room) => rooms.get(room),
    fresh(scope, now) {
      const known = rooms.get(scope.room);
      if (known && now - known.at < goodFor) return Promise.resolve(known);
      const mine = turn.then(() => measure(scope, now));
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
}
