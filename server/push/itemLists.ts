import type { LocalDay } from '#contract/time';
import { fewestConcluded, listLength } from '#contract/wallItems';
import type { ItemLine, ItemLists } from '#contract/wallItems';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ItemFigures } from './itemStore.ts';
import type { MeasuredItems } from './itemTimes.ts';

/** Page ④ from the figures of every item; among equals the one with more cases, then by code. */
export function itemLists(
  figures: readonly ItemFigures[],
  measured: MeasuredItems | undefined,
  catalogue: Pick<Catalogue, 'item' | 'newestItem' | 'revision'>,
  day: LocalDay,
): ItemLists {
  const counted = new Map(figures.map((row) => [row.item, row]));
  const medians = measured?.medians ?? new Map<string, never>();
  const line = (item: string): ItemLine => {
    const row = counted.get(item);
    const median = medians.get(item);
    const version = catalogue.item(item, day, catalogue.revision) ?? catalogue.newestItem(item);
    const promised = version?.promisedLimit;
    return {
      item,
      name: version?.shortName ?? version?.name ?? item,
      submitted: row?.submitted ?? 0,
      open: row?.open ?? 0,
      flagged: row?.flagged ?? 0,
      medianDays: median?.days ?? null,
      concluded: median?.concluded ?? 0,
      promisedDays: promised?.unit === 'workday' ? promised.value : null,
    };
  };
  const lines = [...new Set([...counted.keys(), ...medians.keys()])].map(line);
  const most = (of: (each: ItemLine) => number, then: (each: ItemLine) => number): ItemLine[] =>
    lines
      .filter((each) => of(each) > 0)
      .sort((a, b) => of(b) - of(a) || then(b) - then(a) || (a.item < b.item ? -1 : 1))
      .slice(0, listLength);
  return {
    busiest: most(
      (each) => each.submitted,
      (each) => each.open,
    ),
    slowest: most(
      (each) => (each.concluded < fewestConcluded ? 0 : (each.medianDays ?? 0)),
      (each) => each.concluded,
    ),
    mostFlagged: most(
      (each) => each.flagged,
      (each) => each.open,
    ),
    measuredAt: measured ? new Date(measured.at).toISOString() : null,
  };
}
