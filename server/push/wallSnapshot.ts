import { feedLength } from '#contract/wall';
import type { Instant } from '#contract/time';
import type { FlagCard, WallState } from '#contract/wall';
import type { Pool } from 'pg';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import { flagCards, newestListedFlags } from '../changes/flagCards.ts';
import { newestSeq } from '../changes/readChanges.ts';
import { sourceStates } from '../changes/sourceStates.ts';
import { inSnapshot } from '../db/transaction.ts';
import type { Queryable } from '../db/queryable.ts';
import type { ItemTimes } from './itemTimes.ts';
import { comparisons, wallDay } from './wallDay.ts';
import { figuresByPlace, jobStates, newestEventTime, volumeByHour } from './wallFigures.ts';
import { wallLists } from './wallLists.ts';
import type { WallLists } from './wallLists.ts';
import { wallPicture } from './wallPicture.ts';
import { wallScope } from './wallScope.ts';
import type { WallScope } from './wallScope.ts';

/** All a room shows at change number `seq`, with what is needed to keep it so. */
export interface WallSnapshot {
  seq: number;
  state: WallState;
  scope: WallScope;
  /** Of the catalogue it was made with. */
  marker: number;
  dataTime: Instant | null;
}

/**
 * Reads a room on one unchanging picture of the database; undefined if there is no such room. How long items took is
 * shown as it is known: nobody waits for it to be measured.
 */
export function wallSnapshot(
  deps: { pool: Pool; catalogue: CatalogueHolder; times?: Pick<ItemTimes, 'known'> },
  room: string,
  now: Instant,
): Promise<WallSnapshot | undefined> {
  return inSnapshot(deps.pool, async (db) => {
    await deps.catalogue.refresh(db);
    const catalogue = deps.catalogue.current();
    const scope = wallScope(room, catalogue);
    if (!scope) return undefined;
    const seq = await newestSeq(db);
    const lists = await wallLists(db, catalogue, scope, deps.times?.known(room), now);
    const state = { ...(await readState(db, catalogue, scope, now)), ...lists };
    return { seq, state, scope, marker: catalogue.marker, dataTime: await newestEventTime(db) };
  });
}

async function readState(
  db: Queryable,
  catalogue: Catalogue,
  scope: WallScope,
  now: Instant,
): Promise<Omit<WallState, keyof WallLists>> {
  const regions = scope.regions && [...scope.regions];
  const day = wallDay(now, catalogue.timezone);
  const places = await figuresByPlace(db, day.day, regions);
  const hours = await volumeByHour(db, { from: day.from, to: day.to, timezone: catalogue.timezone }, regions);
  return {
    ...wallPicture(catalogue, scope, day.day, places, hours),
    flags: await newestCards(db, regions),
    sources: (await sourceStates(db)).filter((source) => scope.concerns(source.regions)),
    jobs: (await jobStates(db)).map(({ job, lastFinishedAt }) => ({
      job,
      lastFinishedAt: new Date(lastFinishedAt).toISOString(),
    })),
    ...(await comparisons(db, catalogue, scope, now)),
    halls: null,
  };
}

async function newestCards(db: Queryable, regions: readonly string[] | null): Promise<FlagCard[]> {
  const ids = await newestListedFlags(db, regions, feedLength);
  const cards = new Map((await flagCards(db, ids)).map((card) => [card.flagId, card]));
  return ids.flatMap((id) => cards.get(id) ?? []);
}
