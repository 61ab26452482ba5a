import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { FlagTopic } from './reconcileFlags.ts';
import { turnsOfFlags } from './turnStore.ts';

/** Turns of a flag within this time are one matter. */
export const flappingWithin = 86_400_000;
const calmFrom = 3;

const turning: ReadonlySet<FlagTopic> = new Set(['flag:raised', 'flag:withdrawn']);

/**
 * How a change of a flag is told: from its third turn within a day on, a return or an end is a change like others, for
 * which no screen pops up.
 * @param turns how often it ended or held again within the last day, this time included
 */
export function toldAs(topic: FlagTopic, turns: number): FlagTopic {
  return turns >= calmFrom && turning.has(topic) ? 'flag:changed' : topic;
}

/** How changes that are stored already are told. */
export async function calmTopics(
  db: Queryable,
  topics: ReadonlyMap<number, FlagTopic>,
  now: Instant,
): Promise<ReadonlyMap<number, FlagTopic>> {
  const turned = [...topics].flatMap(([flagId, topic]) => (turning.has(topic) ? [flagId] : []));
  if (turned.length === 0) return topics;
  const turns = await turnsOfFlags(db, turned, { from: now - flappingWithin, to: now });
  return new Map([...topics].map(([flagId, topic]) => [flagId, toldAs(topic, turns.get(flagId) ?? 0)]));
}
