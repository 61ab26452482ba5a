import type { Queryable } from '../db/queryable.ts';
import { noBaselines, type Baselines } from './baselines.ts';
import { baselinesAfter } from './baselineStore.ts';
import type { Catalogue } from './catalogue.ts';
import { readMarker } from './catalogueStore.ts';
import { createCatalogue } from './createCatalogue.ts';
import { recordedCatalogue } from './recordedCatalogue.ts';
import { listRuleVersions } from './ruleVersionStore.ts';
import { listSourceHandlers } from './sourceHandlerStore.ts';
import { listOutages } from './sourceOutageStore.ts';
import { listSourceKeys, listSources } from './sourceStore.ts';

/**
 * Reads the whole catalogue. `timezone`: the office zone, for the built-in calendars.
 * @param held baselines that were read before: they are many and never change, so only newer ones are read
 */
export async function loadCatalogue(
  db: Queryable,
  timezone: string,
  held: Baselines = noBaselines,
): Promise<Catalogue> {
  // first, so that what is committed while the rest is read makes the next look differ
  const marker = await readMarker(db);
  return createCatalogue({
    marker,
    timezone,
    recorded: await recordedCatalogue(db),
    ruleVersions: await listRuleVersions(db),
    sources: await listSources(db),
    keys: await listSourceKeys(db),
    handlers: await listSourceHandlers(db),
    outages: await listOutages(db),
    baselines: held.withNewer(await baselinesAfter(db, held.newest)),
  });
}
