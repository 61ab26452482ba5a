import type { ItemVersion } from '#contract/item';
import type { CaseMark, Outcome } from '#contract/caseEvent';
import { dayLength } from '../calendar/localDay.ts';
import type { LimitClock } from '../clock/limitClock.ts';
import {
  clear,
  exempt,
  notEvaluable,
  raised,
  threshold,
  type ExemptReason,
  type Rule,
  type RuleContext,
} from './rule.ts';

const decidedOnTheMerits: ReadonlySet<Outcome> = new Set(['granted', 'granted_with_deficiency', 'refused']);
const legitimatelyFast: readonly (CaseMark & ExemptReason)[] = ['promise_based', 'pre_service', 'bulk'];

/** FAST-01: natural time from acceptance to conclusion under what the work needs: a case in minutes skipped steps. */
export const implausiblyFast: Rule = {
  id: 'FAST-01',
  aspect: 'lawfulness',
  defaults: { promisePercent: 5, hoursPerWorkday: 7, fallbackMinutes: 30 },
  judge(context) {
    const { state, round, clock, source } = context;
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
    const floor = floorOf(item, clock.promised, context);
    if (took < 0 || took >= floor) return clear;
    return raised({
      severity: 'query',
      occurrence: round.concluded.eventId,
      at: round.concluded.at,
      caseState: 'concluded',
      facts: { tookMinutes: Math.floor(took / 60_000), tookMs: took, floorMinutes: floor / 60_000 },
      events: [round.accepted.eventId, round.concluded.eventId],
    });
  },
};

/** In ms: the smaller of the item's floor and a share of its promise at office hours; a fallback without either. */
function floorOf(item: ItemVersion, promised: LimitClock | undefined, { params }: RuleContext): number {
  const candidates: number[] = [];
  if (item.floorMinutes !== undefined) candidates.push(item.floorMinutes * 60_000);
  if (promised && promised.basis !== 'instant') {
    candidates.push(
      (officeTime(promised, threshold(params, 'hoursPerWorkday')) * threshold(params, 'promisePercent')) /
        100,
    );
  }
  return candidates.length > 0 ? Math.min(...candidates) : threshold(params, 'fallbackMinutes') * 60_000;
}

function officeTime({ limit, allowed }: LimitClock, hoursPerWorkday: number): number {
  const unit = limit?.unit ?? 'workday';
  if (unit === 'minute' || unit === 'work_hour') return allowed;
  const days = limit && unit === 'workday' ? limit.value : allowed / dayLength;
  return days * hoursPerWorkday * 3_600_000;
}

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
