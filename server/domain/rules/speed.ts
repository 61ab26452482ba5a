import type { CaseMark, Outcome } from '#contract/caseEvent';
import { boundOfPeers, enoughPeers, factsOfPeers, floorOfCase, isUnder } from './plausibleTime.ts';
import {
  clear,
  clearBy,
  exempt,
  notEvaluable,
  raised,
  type ExemptReason,
  type Facts,
  type Rule,
} from './rule.ts';

/** The cases that FAST-01 judges, and measures by, have one of these outcomes and none of these marks. */
export const decidedOnTheMerits: ReadonlySet<Outcome> = new Set([
  'granted',
  'granted_with_deficiency',
  'refused',
]);
export const legitimatelyFast: readonly (CaseMark & ExemptReason)[] = [
  'promise_based',
  'pre_service',
  'bulk',
];

/**
 * FAST-01: natural time from acceptance to conclusion under what the work needs: a case in minutes skipped steps. Where
 * the item has peers enough, it must also stand out from those of the other departments, by the baseline in force at
 * its conclusion: a later one changes no verdict.
 */
export const implausiblyFast: Rule = {
  id: 'FAST-01',
  aspect: 'lawfulness',
  defaults: { promisePercent: 5, hoursPerWorkday: 7, fallbackMinutes: 30, fewestPeers: 30, deviations: 3 },
  judge(context) {
    const { state, round, clock, source, params } = context;
    const { item } = clock;
    if (!item || item.provisional) return notEvaluable('no_item');
    if (item.handling === 'instant') return exempt('instant');
    if (item.handling === 'auto') return exempt('auto_decided');
    const mark = legitimatelyFast.find((m) => state.marks.includes(m));
    if (mark) return exempt(mark);
    if (!round.concluded) return exempt('not_concluded');
    if (!decidedOnTheMerits.has(round.concluded.outcome)) return exempt('outcome');
    if (!round.accepted) return notEvaluable('no_acceptance');
    if (source.precision === 'day') return notEvaluable('precision');
    const took = round.concluded.at - round.accepted.at;
    const floor = floorOfCase(item, clock.promised, params);
    if (took < 0 || took >= floor) return clear;
    let facts: Facts = {
      tookMinutes: Math.floor(took / 60_000),
      tookMs: took,
      floorMinutes: floor / 60_000,
    };
    const version = { item: item.code, revision: item.revision };
    const everywhere = enoughPeers(context.peers(version, round.concluded.at), params);
    const elsewhere = { ...version, without: state.department };
    const others = enoughPeers(context.peers(elsewhere, round.concluded.at), params);
    // a department that alone makes the city fast does not excuse itself by it
    if (everywhere && isUnder(floor, everywhere) && (!others || isUnder(floor, others)))
      return exempt('item_under_its_floor', null, { ...facts, ...factsOfPeers(everywhere) });
    if (others) {
      const boundMs = boundOfPeers(others, params);
      facts = { ...facts, boundMs, ...factsOfPeers(others) };
      if (took >= boundMs) return clearBy(facts);
    }
    return raised({
      severity: 'query',
      occurrence: round.concluded.eventId,
      at: round.concluded.at,
      caseState: 'concluded',
      facts,
      events: [round.accepted.eventId, round.concluded.eventId],
    });
  },
};

/** FAST-03: a person decided what the catalogue says a machine decides (秒批). */
export const personOnAutoItem: Rule = {
  id: 'FAST-03',
  aspect: 'lawfulness',
  defaults: {},
  judge({ round, clock }) {
    if (!clock.item || clock.item.provisional) return notEvaluable('no_item');
    if (clock.item.handling !== 'auto') return clear;
    if (!round.concluded) return exempt('not_concluded');
    const { handler } = round.concluded;
    if (!handler) return notEvaluable('no_handler');
    if (handler.kind === 'unknown') return notEvaluable('handler_kind_unknown');
    if (handler.kind === 'machine') return clear;
    return raised({
      severity: 'info',
      occurrence: round.concluded.eventId,
      at: round.concluded.at,
      caseState: 'concluded',
      facts: { handler: handler.code },
      events: [round.concluded.eventId],
    });
  },
};
