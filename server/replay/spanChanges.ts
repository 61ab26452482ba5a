import type { Instant } from '#contract/time';
import type { Spot } from '#contract/wall';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { addCase } from '../cases/countCase.ts';
import { rollupChange } from '../cases/rollupChange.ts';
import { newRollups, type Rollups } from '../cases/rollups.ts';
import type { StoredChange } from '../changes/storedChange.ts';
import type { Queryable } from '../db/queryable.ts';
import { flagsTold } from './cardsAt.ts';
import { caseSteps, knownAt, type CaseStep } from './caseSteps.ts';
import { householdsOf } from './pastCases.ts';
import { endOfMoment } from './moment.ts';
import { casesTouched, type Span } from './replayStore.ts';

/** What walls were told of a moment: all of it is known before `at`. */
export interface PastChange {
  at: Instant;
  change: StoredChange;
}

const page = 1000;

interface Moment {
  rollups: Rollups;
  pulses: Map<string, number>;
  spots: Map<string, Spot>;
  flags: NonNullable<StoredChange['flags']>;
  heard: Map<number, Instant>;
  dataTime: Instant | undefined;
}

/**
 * All that became known in a span, moment by moment, as ingest and the flag job told it to walls. What a case counted
 * is its fold by what was known then: late events move the figures when they came, not when they happened; a past log
 * without arrivals is known as it happened. Joint cases and their children follow each other at once, where the flag
 * job takes a minute.
 */
export async function spanChanges(db: Queryable, catalogue: Catalogue, span: Span): Promise<PastChange[]> {
  const moments = new Map<Instant, Moment>();
  const momentOf = (at: Instant): Moment => {
    const end = endOfMoment(at);
    let found = moments.get(end);
    if (!found) moments.set(end, (found = newMoment(catalogue.timezone)));
    return found;
  };
  for await (const step of stepsIn(db, catalogue, span)) tell(momentOf(step.at), step, catalogue);
  for await (const { at, told } of flagsTold(db, span)) momentOf(at).flags.push(told);
  return [...moments].sort(([a], [b]) => a - b).map(([at, one]) => ({ at, change: changeOf(one, at - 1) }));
}

/** What a span within one local day changed of figures that last, all in all: for whom the single moments are past. */
export async function spanSum(db: Queryable, catalogue: Catalogue, span: Span): Promise<StoredChange> {
  const whole = newMoment(catalogue.timezone);
  for await (const step of stepsIn(db, catalogue, span)) tell(whole, step, catalogue);
  const { pulses: _, spots: __, ...lasting } = changeOf(whole, span.from);
  return lasting;
}

/** Cases are read a thousand at a time, and let go. */
async function* stepsIn(db: Queryable, catalogue: Catalogue, span: Span): AsyncGenerator<CaseStep> {
  const caseIds = await casesTouched(db, span);
  const families = new Set<string>();
  for (let from = 0; from < caseIds.length; from += page)
    for (const household of await householdsOf(db, caseIds.slice(from, from + page), span.to)) {
      if (household.parent !== null && families.has(household.parent)) continue;
      if (household.parent !== null) families.add(household.parent);
      yield* caseSteps(household, catalogue, span);
    }
}

function newMoment(zone: string): Moment {
  return {
    rollups: newRollups(zone),
    pulses: new Map(),
    spots: new Map(),
    flags: [],
    heard: new Map(),
    dataTime: undefined,
  };
}

function tell(moment: Moment, { before, after, facts, events }: CaseStep, catalogue: Catalogue): void {
  addCase(moment.rollups, before, after);
  const last = events.at(-1);
  if (!facts || !last) return;
  for (const event of events) {
    moment.dataTime = Math.max(moment.dataTime ?? -Infinity, event.occurredAt);
    moment.heard.set(event.sourceId, Math.max(moment.heard.get(event.sourceId) ?? 0, knownAt(event)));
  }
  const { region, department, item } = facts;
  if (region === null) return;
  moment.pulses.set(region, (moment.pulses.get(region) ?? 0) + events.length);
  if (department === null || item === null) return;
  const itemName = catalogue.newestItem(item)?.name ?? item;
  const step = last.data.step ?? last.type;
  moment.spots.set(region, { region, department, itemName, step, severity: null, rule: null });
}

function changeOf({ rollups, pulses, spots, flags, heard, dataTime }: Moment, now: Instant): StoredChange {
  const change: StoredChange = rollupChange(rollups, now);
  if (pulses.size > 0) change.pulses = [...pulses];
  if (spots.size > 0) change.spots = [...spots.values()];
  if (flags.length > 0) change.flags = flags;
  if (heard.size > 0) change.heard = [...heard];
  if (dataTime !== undefined) change.dataTime = dataTime;
  return change;
}
