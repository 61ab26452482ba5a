import type { Queryable } from '../db/queryable.ts';
import type { Catalogue } from './catalogue.ts';
import { loadCatalogue } from './loadCatalogue.ts';
import { readMarker } from './catalogueStore.ts';

/** What a process knows of the catalogue: hot paths read `current()`, which costs nothing. */
export interface CatalogueHolder {
  current(): Catalogue;
  /** Loads the catalogue again if anything in it changed since; true if it did. One row read otherwise. */
  refresh(db: Queryable): Promise<boolean>;
}

/** Loads the catalogue and holds it. `timezone`: the office zone, for the built-in calendars. */
export async function holdCatalogue(db: Queryable, timezone: string): Promise<CatalogueHolder> {
  let held = await loadCatalogue(db, timezone);
  return {
    current: () => held,
    async refresh(over) {
      if ((await readMarker(over)) === held.marker) return false;
      const loaded = await loadCatalogue(over, timezone, held.baselines);
      // two refreshes at once may end in either order
      if (loaded.marker > held.marker) held = loaded;
      return true;
    },
  };
}
