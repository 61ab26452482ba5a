import type { Instant } from '#contract/time';
import type { Spot } from '#contract/wall';
import type { StoredChange } from '../changes/storedChange.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Heard } from '../catalogue/sourceWatermarkStore.ts';
import { rollupChange } from '../cases/rollupChange.ts';
import type { Rollups } from '../cases/rollups.ts';
import type { CaseChange } from './planBatch.ts';

/** What one batch did to screens; undefined when none of it is in the default namespace. */
export function batchChange(
  changes: readonly CaseChange[],
  heard: readonly Heard[],
  rollups: Rollups,
  catalogue: Catalogue,
  now: Instant,
): StoredChange | undefined {
  const shown = changes.filter(({ after }) => after.facts.namespace === '');
  const heardHere = heard.filter(({ sourceId }) => catalogue.sourceById(sourceId)?.namespace === '');
  if (shown.length === 0 && heardHere.length === 0) return undefined;
  const pulses = new Map<string, number>();
  const spots = new Map<string, Spot>();
  let dataTime = -Infinity;
  for (const { after, events } of shown) {
    for (const event of events) dataTime = Math.max(dataTime, event.occurredAt);
    const { region, historical } = after.facts;
    if (region === null || historical) continue;
    pulses.set(region, (pulses.get(region) ?? 0) + events.length);
    const spot = spotOf({ after, events }, catalogue);
    if (spot) spots.set(region, spot);
  }
  const change: StoredChange = rollupChange(rollups, now);
  if (pulses.size > 0) change.pulses = [...pulses];
  if (spots.size > 0) change.spots = [...spots.values()];
  if (heardHere.length > 0)
    change.heard = heardHere.map(({ sourceId, receivedAt }) => [sourceId, receivedAt]);
  if (dataTime > -Infinity) change.dataTime = dataTime;
  return change;
}

function spotOf(
  { after, events }: Pick<CaseChange, 'after' | 'events'>,
  catalogue: Catalogue,
): Spot | undefined {
  const { region, department, item } = after.facts;
  const event = events.at(-1);
  if (region === null || department === null || item === null || !event) return undefined;
  const itemName = catalogue.newestItem(item)?.name ?? item;
  return { region, department, itemName, step: event.data.step ?? event.type, severity: null, rule: null };
}
