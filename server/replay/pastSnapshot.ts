import { toFigures } from '#contract/figureVector';
import { noLists } from '#contract/noLists';
import type { Instant } from '#contract/time';
import type { WallState } from '#contract/wall';
import type { Pool } from 'pg';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import { mergeChanges, type MergedChange } from '../changes/mergeChanges.ts';
import { sourceStates } from '../changes/sourceStates.ts';
import { comparisons, wallDay } from '../push/wallDay.ts';
import type { PlaceFigures } from '../push/wallFigures.ts';
import { wallPicture } from '../push/wallPicture.ts';
import { wallScope } from '../push/wallScope.ts';
import type { WallSnapshot } from '../push/wallSnapshot.ts';
import { cardsAt } from './cardsAt.ts';
import { figuresBefore } from './figuresBefore.ts';
import { rulesRan } from './rulesRan.ts';
import { spanSum } from './spanChanges.ts';

/** Read at once: of the largest city, the names of a hundred thousand cases. */
const stretch = 2 * 3_600_000;

/**
 * What the room of a wall (`wall`, `wall:{region}`) showed right before `at`: the figures at the midnight before, with
 * all that became known since. Names are those of today, and so is what no history is kept of: which sources were
 * silent. Undefined if there is no such room.
 */
export async function pastSnapshot(
  deps: { pool: Pool; catalogue: CatalogueHolder },
  room: string,
  at: Instant,
  seq: number,
): Promise<WallSnapshot | undefined> {
  const { pool } = deps;
  await deps.catalogue.refresh(pool);
  const catalogue = deps.catalogue.current();
  const scope = wallScope(room, catalogue);
  if (!scope) return undefined;
  const { day, from } = wallDay(at, catalogue.timezone);
  let known = await figuresBefore(pool, catalogue, from);
  for (let since = from; since < at; since += stretch) {
    const span = { from: since, to: Math.min(since + stretch, at) };
    known = mergeChanges([known, await spanSum(pool, catalogue, span)]);
  }
  const isShown = (region: string): boolean => scope.regions === null || scope.regions.has(region);
  const hours = known.hours
    .filter(([region, of]) => of === day && isShown(region))
    .map(([region, , hour, submitted, concluded]) => ({ region, hour, submitted, concluded }));
  const places = placesOf(known, day).filter(({ region }) => isShown(region));
  const heard = new Map(known.heard);
  const sources = (await sourceStates(pool)).filter((source) => scope.concerns(source.regions));
  const state: WallState = {
    ...wallPicture(catalogue, scope, day, places, hours),
    flags: await cardsAt(pool, at, scope.regions && [...scope.regions]),
    sources: sources.map((source) => ({
      ...source,
      lastReceivedAt: new Date(heard.get(source.sourceId) ?? from).toISOString(),
      staleSince: null,
      notCounted: 0,
    })),
    jobs: [rulesRan(at)],
    ...(await comparisons(pool, catalogue, scope, at)),
    // items and follow-up are lists of the present
    ...noLists,
  };
  return { seq, state, scope, marker: catalogue.marker, dataTime: known.dataTime };
}

/** Counters of other days than the wall's are no news to it; how things stand is. */
function placesOf({ cells, children }: MergedChange, day: string): PlaceFigures[] {
  const places = new Map<string, PlaceFigures>();
  const at = (region: string, department: string): PlaceFigures => {
    const key = `${region}\n${department}`;
    let place = places.get(key);
    if (!place) {
      const none = { childSubmitted: 0, childConcluded: 0, childOpen: 0 };
      places.set(key, (place = { region, department, ...toFigures([]), ...none }));
    }
    return place;
  };
  for (const [region, department, of, vector] of cells) {
    const place = at(region, department);
    const { submitted, concluded, rated, ratedGood, ...gauges } = toFigures(vector);
    place.open += gauges.open;
    place.dueSoon += gauges.dueSoon;
    place.overdue += gauges.overdue;
    place.overdueStatutory += gauges.overdueStatutory;
    place.implausible += gauges.implausible;
    if (of !== day) continue;
    place.submitted += submitted;
    place.concluded += concluded;
    place.rated += rated;
    place.ratedGood += ratedGood;
  }
  for (const [region, department, of, vector] of children) {
    const place = at(region, department);
    const { submitted, concluded, open } = toFigures(vector);
    place.childOpen += open;
    if (of !== day) continue;
    place.childSubmitted += submitted;
    place.childConcluded += concluded;
  }
  return [...places.values()];
}
