import type { Instant } from '#contract/time';
import type { WallState } from '#contract/wall';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { followupLists } from './followupLists.ts';
import { itemLists } from './itemLists.ts';
import { figuresByItem } from './itemStore.ts';
import type { MeasuredItems } from './itemTimes.ts';
import { wallDay } from './wallDay.ts';
import type { WallScope } from './wallScope.ts';

export type WallLists = Pick<WallState, 'items' | 'followup'>;

/** What a room shows that does not come by increments, but is read again every few seconds. */
export async function wallLists(
  db: Queryable,
  catalogue: Catalogue,
  scope: WallScope,
  measured: MeasuredItems | undefined,
  now: Instant,
): Promise<WallLists> {
  const regions = scope.regions && [...scope.regions];
  const { day } = wallDay(now, catalogue.timezone);
  return {
    items: itemLists(await figuresByItem(db, day, regions), measured, catalogue, day),
    followup: await followupLists(db, catalogue, regions, now),
  };
}
