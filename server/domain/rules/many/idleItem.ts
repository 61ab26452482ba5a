import type { Instant, LocalDay } from '#contract/time';
import { threshold } from '../rule.ts';
import { clearGroup, exemptGroup, notEvaluableGroup, raisedGroup, type ManyRule } from './manyRule.ts';

/** The flow of one item up to a local day, all its departments together. */
export interface ItemFlow {
  /** Natural days the item has been in force. */
  inForceDays: number;
  /** Natural days that the records of the city reach back. */
  recordedDays: number;
  /** Cases in the last `idleDays`. */
  casesInYear: number;
  lastCaseOn: LocalDay | null;
  /** Cases in the `baseWorkdays` working days that ended with the last case, and how many working days are silent since. */
  baseCases: number;
  silentWorkdays: number;
  /** Cases of the whole city in the silent days: without any, it is the data that stopped. */
  cityCasesSince: number;
  /** Cases in the same working days and in the base before them one year ago; null: the records begin later. */
  yearAgo: { silent: number; base: number } | null;
  now: Instant;
}

/**
 * ITM-01: an item without a case in twelve months, or whose flow dropped to nothing: so many were to be expected in
 * the silent days that none is no chance. The same lull a year ago is the season.
 */
export const idleItem: ManyRule<ItemFlow> = {
  id: 'ITM-01',
  aspect: 'data',
  defaults: { idleDays: 365, baseWorkdays: 60, leastCases: 30, silentWorkdays: 10, expectedCases: 10 },
  ranges: { idleDays: [1, 3650], baseWorkdays: [1, 250] },
  judge(flow, params) {
    const idleDays = threshold(params, 'idleDays');
    if (flow.casesInYear === 0) {
      if (flow.inForceDays < idleDays) return clearGroup;
      if (flow.recordedDays < idleDays) return notEvaluableGroup('records_too_short');
      return found(flow, 'idle', { months: Math.floor(idleDays / 30.4) });
    }
    const perDay = flow.baseCases / threshold(params, 'baseWorkdays');
    const expected = perDay * flow.silentWorkdays;
    if (flow.baseCases < threshold(params, 'leastCases')) return clearGroup;
    if (flow.silentWorkdays < threshold(params, 'silentWorkdays')) return clearGroup;
    if (expected < threshold(params, 'expectedCases')) return clearGroup;
    if (flow.cityCasesSince === 0) return notEvaluableGroup('source_behind');
    if (flow.yearAgo && flow.yearAgo.base > 0) {
      const usual = (flow.yearAgo.base / threshold(params, 'baseWorkdays')) * flow.silentWorkdays;
      if (flow.yearAgo.silent < usual / 5) return exemptGroup('seasonal');
    }
    return found(flow, 'sudden_stop', { expected: Math.round(expected) });
  },
};

function found(flow: ItemFlow, how: string, more: Record<string, number>) {
  return raisedGroup({
    severity: 'info',
    at: flow.now,
    facts: {
      how,
      silentWorkdays: flow.silentWorkdays,
      lastCaseOn: flow.lastCaseOn ?? '',
      ...more,
    },
    cases: [],
    events: [],
  });
}
