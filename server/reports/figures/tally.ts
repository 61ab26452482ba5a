import type { Dimension } from '#contract/reports/snapshot';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { addCounts, nothing, type Counts, type Sums } from '../../domain/reports/sums.ts';
import type { PlaceKey } from './volumeStore.ts';

/** A row of the database as it is counted: what it does not name is not told apart by. */
export interface Counted extends Partial<PlaceKey> {
  /** Of a joint case: counted by department alone. */
  child?: boolean;
}

/** Sums by dimension and code. */
export type Tally = ReadonlyMap<Dimension, ReadonlyMap<string, Sums>>;

export interface Tallying {
  tally: Tally;
  /** Adds a row to each unit that it belongs to. */
  add(row: Counted, counts: Counts, more?: (sums: Sums) => void): void;
}

/** @param countsChildren a department's own report counts the children of joint cases, a region's and the city's none */
export function startTally(catalogue: Catalogue, countsChildren: boolean): Tallying {
  const tally = new Map<Dimension, Map<string, Sums>>();
  const levels = new Map<string, string>();
  const sumsOf = (by: Dimension, code: string): Sums => {
    let units = tally.get(by);
    if (!units) tally.set(by, (units = new Map()));
    let sums = units.get(code);
    if (!sums) units.set(code, (sums = nothing()));
    return sums;
  };
  const levelOf = (region: string): string => {
    let level = levels.get(region);
    if (level === undefined) levels.set(region, (level = depthOf(region, catalogue)));
    return level;
  };
  return {
    tally,
    add({ region = '', department = '', item = '', channel = '', child = false }, counts, more) {
      const put = (by: Dimension, code: string): void => {
        const sums = sumsOf(by, code);
        addCounts(sums, counts);
        more?.(sums);
      };
      if (department !== '') put('department', department);
      if (child && !countsChildren) return;
      put('all', '');
      if (region !== '') {
        put('region', region);
        put('level', levelOf(region));
      }
      if (item !== '') {
        put('item', item);
        const type = catalogue.newestItem(item)?.type;
        if (type) put('itemType', type);
      }
      if (channel !== '') put('channel', channel);
    },
  };
}

/** 层级 by GB/T 39046: 3 a city, 4 what lies below it or stands for itself, 5 below that, and so on. */
export function depthOf(region: string, catalogue: Pick<Catalogue, 'region'>): string {
  const above: string[] = [];
  let at = catalogue.region(region);
  while (at?.parent != null && !above.includes(at.code)) {
    above.push(at.code);
    at = catalogue.region(at.parent);
  }
  return String((at?.kind === 'city' ? 3 : 4) + above.length);
}
