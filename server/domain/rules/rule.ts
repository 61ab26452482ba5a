import type { RuleId, RuleParams, Severity } from '#contract/rule';
import type { SourceSettings } from '#contract/source';
import type { Instant } from '#contract/time';
import type { CaseClock } from '../clock/caseClock.ts';
import type { CaseState, Round } from '../cases/caseState.ts';
import type { Knowledge, ProofOfLife } from '../knowledge.ts';

/** What a rule may look at: one round of a case, its clocks, and what is known about its source. */
export interface RuleContext {
  state: CaseState;
  round: Round;
  clock: CaseClock;
  source: SourceSettings;
  outages: readonly { from: Instant; to: Instant }[];
  proof: ProofOfLife;
  peers: Knowledge['peers'];
  now: Instant;
  params: RuleParams;
}

export interface Raised {
  result: 'raised';
  severity: Severity;
  /** Id of the event that opens the condition: with case and rule the identity of the flag. */
  occurrence: string;
  /** The moment the condition became true, not when a job noticed. */
  at: Instant;
  caseState: 'open' | 'concluded';
  step?: string;
  /** The figures its sentence needs. */
  facts: Record<string, number | string>;
  /** Ids of the events it rests on. */
  events: string[];
}

/** The figures a sentence needs. */
export type Facts = Record<string, number | string>;

/** A rule whose input is missing answers `not_evaluable`, never `clear`. */
export type Judgement =
  | Raised
  | { result: 'clear'; facts?: Facts }
  | { result: 'exempt'; reason: ExemptReason; facts?: Facts }
  | { result: 'not_evaluable'; reason: NotEvaluableReason };

export type ExemptReason =
  | 'machine'
  | 'approved_change'
  | 'seasonal'
  | 'joint'
  | 'no_limit'
  | 'suspended'
  | 'auto_decided'
  | 'instant'
  | 'promise_based'
  | 'pre_service'
  | 'bulk'
  | 'item_under_its_floor'
  | 'corrected_in_time'
  | 'outage'
  | 'outcome'
  | 'not_concluded'
  | 'past_its_limit'
  | 'limit_speaks'
  | 'not_online'
  | 'waiting_for_applicant'
  | 'new_facts'
  | 'no_certificate'
  | 'not_collected'
  | 'reopened'
  | 'one_handler_allowed';

export type NotEvaluableReason =
  | 'reason_unknown'
  | 'no_applicant'
  | 'units_differ'
  | 'records_too_short'
  | 'no_acceptance'
  | 'no_item'
  | 'no_route'
  | 'no_handler'
  | 'handler_kind_unknown'
  | 'kind_unknown'
  | 'precision'
  | 'source_behind'
  | 'trail_may_be_incomplete'
  | 'suspension_unknown'
  | 'no_channel'
  | 'no_pre_review'
  | 'cannot_express'
  | 'fee_unknown'
  | 'currency_unknown';

export interface Verdict {
  judgements: Judgement[];
  /** When to look again if nothing happens; null: only an event can change the verdict. */
  checkAt: Instant | null;
}

export interface Rule {
  id: RuleId;
  /** The aspect of supervision it belongs to (national guideline on Internet + government services). */
  aspect: 'timeliness' | 'lawfulness' | 'correctness' | 'data';
  /** Thresholds of version 0. */
  defaults: RuleParams;
  /** It looks at the case as a whole: judged once, however often the case was reopened. */
  ofWholeCase?: true;
  /** What it finds goes on until something happens, and is no act of a moment: a version that begins while it goes on
   * finds it from then on. */
  lasts?: true;
  /** Bounds of numeric thresholds that a city may set, both included; without them 0 and what the name allows. */
  ranges?: Readonly<Record<string, readonly [least: number, most: number]>>;
  judge(context: RuleContext): Verdict;
}

export const clear: Verdict = { judgements: [{ result: 'clear' }], checkAt: null };

/** Clear, though not at first glance: with the figures that made it so. */
export function clearBy(facts: Facts): Verdict {
  return { judgements: [{ result: 'clear', facts }], checkAt: null };
}

export function clearUntil(checkAt: Instant | null): Verdict {
  return { judgements: [{ result: 'clear' }], checkAt };
}

export function exempt(reason: ExemptReason, checkAt: Instant | null = null, facts?: Facts): Verdict {
  return { judgements: [{ result: 'exempt', reason, ...(facts && { facts }) }], checkAt };
}

export function notEvaluable(reason: NotEvaluableReason, checkAt: Instant | null = null): Verdict {
  return { judgements: [{ result: 'not_evaluable', reason }], checkAt };
}

export function raised(flag: Omit<Raised, 'result'>, checkAt: Instant | null = null): Verdict {
  return { judgements: [{ result: 'raised', ...flag }], checkAt };
}

/** A numeric threshold of the rule's version in force. */
export function threshold(params: RuleParams, name: string): number {
  return Number(params[name]);
}
