import { severities, type FlagStatus, type RuleId, type Severity } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { CaseState } from '../domain/cases/caseState.ts';
import type { CaseVerdict } from '../domain/rules/judgeCase.ts';
import type { Raised } from '../domain/rules/rule.ts';

/** A stored flag of a case, as far as judging it again needs it. */
export interface StandingFlag {
  flagId: number;
  caseId: string;
  rule: RuleId;
  occurrence: string;
  severity: Severity;
  status: FlagStatus;
  caseState: 'open' | 'concluded' | null;
  raisedAt: Instant;
  facts: string;
  /** The source's flag that lists it among many: it ended for good (BKF-01). */
  listedOn?: number | null;
  /** A person has judged it by what was known until then: older data neither end it nor bring it back. */
  decidedAt?: Instant | null;
  /** What it was before its withdrawal was proposed; null: raised. */
  pendingFrom?: FlagStatus | null;
}

export type FlagTopic = 'flag:raised' | 'flag:escalated' | 'flag:withdrawn' | 'flag:changed';

/** Why a flag changed without a person: the closed list behind `flag_transitions.reason`. */
export type FlagReason =
  | 'condition_met'
  | 'met_again'
  | 'escalated'
  | 'lowered'
  | 'case_concluded'
  | 'case_reopened'
  | 'facts_changed'
  | 'ended'
  | 'superseded'
  | 'cleared_by_late_data'
  | 'clearing_data_doubtful'
  | 'rejudged'
  | 'calendar_changed';

/** A flag to be stored, or to be stored differently. */
export interface FlagChange {
  topic: FlagTopic;
  reason: FlagReason;
  /** Undefined: new. */
  standing: StandingFlag | undefined;
  rule: RuleId;
  ruleVersion: number;
  occurrence: string;
  status: FlagStatus;
  severity: Severity;
  /** Undefined where the condition is gone: what was found stays as evidence. */
  raised: Raised | undefined;
}

const live: ReadonlySet<FlagStatus> = new Set([
  'raised',
  'sent',
  'replied',
  'confirmed',
  'rectifying',
  'reviewing',
  'withdrawal_pending',
]);
/** Ended because it was not, or is no longer, true: the same condition becoming true again reopens it. */
const reopenable: ReadonlySet<FlagStatus> = new Set(['withdrawn', 'resolved']);

/** Right as long as it lasted: what ends it is no proof against it. */
const passing: ReadonlySet<RuleId> = new Set(['TIM-01', 'TIM-05']);

export function isLive(status: FlagStatus): boolean {
  return live.has(status);
}

/** A query that a person has confirmed stays yellow or red, however often its rule asks again. */
export function severityNow(flag: Pick<StandingFlag, 'severity' | 'decidedAt'>, found: Severity): Severity {
  const confirmed = flag.decidedAt != null && (flag.severity === 'yellow' || flag.severity === 'red');
  return confirmed && found === 'query' ? flag.severity : found;
}

/** Ended, and the same condition becoming true again opens it again: not what a person ended against the rule. */
export function mayReopen({ status, decidedAt }: Pick<StandingFlag, 'status' | 'decidedAt'>): boolean {
  return reopenable.has(status) && decidedAt == null;
}

/** An event and how late it came. */
export type Arrival = CaseState['delayed'][number];

/** What decides whether data may clear a flag by itself: back-stamping is the commonest fraud. */
export interface Clearing {
  /** The case's events that came late, at least those beyond their source's usual lag. */
  arrivals: readonly Arrival[];
  /** In ms: data that took longer to arrive only proposes a withdrawal. */
  usualLag(sourceId: number): number;
  /** A declared outage touches the time between an event and its arrival. */
  inOutage(arrival: Arrival): boolean;
}

/**
 * Compares what a case's flags are with what the rules say now. One flag per rule and occurrence: a condition that
 * became true raises or reopens it, a worse one escalates it; one that is gone ends it. Rules that cannot be
 * evaluated, or are switched off, change nothing. Data that comes too late, or a correction, only proposes a
 * withdrawal (AMD-01). What a person has judged is theirs: data known by then change nothing of it, later data only
 * propose, and nothing but a rule that takes its place ends it.
 */
export function reconcileFlags(
  state: CaseState,
  verdict: CaseVerdict,
  standing: readonly StandingFlag[],
  archived: boolean,
  clearing: Clearing,
): FlagChange[] {
  const changes: FlagChange[] = [];
  const found = new Map(standing.map((flag) => [keyOf(flag.rule, flag.occurrence), flag]));
  const raisedNow = new Set<string>();
  for (const { rule, version, judgements } of verdict.rules) {
    for (const judgement of judgements) {
      if (judgement.result !== 'raised') continue;
      raisedNow.add(keyOf(rule, judgement.occurrence));
      raisedNow.add(rule);
      const flag = found.get(keyOf(rule, judgement.occurrence));
      const change = flag ? changeOf(flag, judgement) : newFlag(archived);
      if (change)
        changes.push({
          rule,
          ruleVersion: version,
          occurrence: judgement.occurrence,
          raised: judgement,
          severity: flag ? severityNow(flag, judgement.severity) : judgement.severity,
          standing: flag,
          ...change,
        });
      if (change && flag?.status === 'withdrawal_pending')
        changes.push(...answered(proposalFor(flag, found)));
    }
  }
  if (standing.length === 0) return changes;

  const undecided = new Set<RuleId>();
  const exemptNow = new Map<RuleId, string>();
  const judged = new Set<RuleId>();
  for (const { rule, judgements } of verdict.rules) {
    judged.add(rule);
    for (const judgement of judgements) {
      if (judgement.result === 'not_evaluable') undecided.add(rule);
      if (judgement.result === 'exempt') exemptNow.set(rule, judgement.reason);
    }
  }
  for (const flag of standing) {
    if (!live.has(flag.status) || flag.rule === 'AMD-01') continue;
    if (raisedNow.has(keyOf(flag.rule, flag.occurrence)) || undecided.has(flag.rule)) continue;
    if (judged.size > 0 && !judged.has(flag.rule)) continue;
    const overdue = raisedNow.has('TIM-02') || raisedNow.has('TIM-03');
    const doubt = doubtfulData(flag, state, clearing);
    changes.push(...ended(flag, doubt, proposalFor(flag, found), exemptNow.get(flag.rule), overdue));
  }
  return changes;
}

/** The AMD-01 that was once raised over a flag's withdrawal. */
function proposalFor(flag: StandingFlag, found: ReadonlyMap<string, StandingFlag>): StandingFlag | undefined {
  return found.get(keyOf('AMD-01', `${flag.rule}/${flag.occurrence}`));
}

/** The flag holds again: there is no withdrawal left to decide on. */
function answered(proposal: StandingFlag | undefined): FlagChange[] {
  return proposal && live.has(proposal.status)
    ? [changed(proposal, 'flag:changed', 'ended', 'resolved')]
    : [];
}

function changed(flag: StandingFlag, topic: FlagTopic, reason: FlagReason, status: FlagStatus): FlagChange {
  const { rule, occurrence, severity } = flag;
  return {
    topic,
    reason,
    status,
    standing: flag,
    rule,
    ruleVersion: 0,
    occurrence,
    severity,
    raised: undefined,
  };
}

function keyOf(rule: RuleId, occurrence: string): string {
  return `${rule}\n${occurrence}`;
}

type Step = Pick<FlagChange, 'topic' | 'reason' | 'status'>;

function newFlag(archived: boolean): Step {
  return { topic: 'flag:raised', reason: 'condition_met', status: archived ? 'archived' : 'raised' };
}

/** What a condition that holds does to its flag; undefined: nothing. */
function changeOf(flag: StandingFlag, now: Raised): Step | undefined {
  if (flag.listedOn != null && reopenable.has(flag.status)) return undefined;
  if (mayReopen(flag)) return { topic: 'flag:raised', reason: 'met_again', status: 'raised' };
  if (flag.status === 'withdrawal_pending')
    return { topic: 'flag:changed', reason: 'met_again', status: flag.pendingFrom ?? 'raised' };
  if (!live.has(flag.status)) return undefined;
  const worse = severities.indexOf(severityNow(flag, now.severity)) - severities.indexOf(flag.severity);
  if (worse > 0) return { topic: 'flag:escalated', reason: 'escalated', status: flag.status };
  if (worse < 0) return { topic: 'flag:changed', reason: 'lowered', status: flag.status };
  if (flag.caseState !== now.caseState) {
    const reason = now.caseState === 'concluded' ? 'case_concluded' : 'case_reopened';
    return { topic: 'flag:changed', reason, status: flag.status };
  }
  if (flag.facts !== JSON.stringify(now.facts))
    return { topic: 'flag:changed', reason: 'facts_changed', status: flag.status };
  return undefined;
}

function ended(
  flag: StandingFlag,
  doubt: Raised | undefined,
  proposal: StandingFlag | undefined,
  exempt: string | undefined,
  overdue: boolean,
): FlagChange[] {
  const judged = flag.decidedAt != null;
  if (passing.has(flag.rule) && !judged)
    return [changed(flag, 'flag:changed', overdue ? 'superseded' : 'ended', 'resolved')];
  if (exempt === 'past_its_limit' || exempt === 'joint')
    return [changed(flag, 'flag:changed', 'superseded', 'resolved')];
  if (flag.status === 'withdrawal_pending') return [];
  if (!doubt) return judged ? [] : [changed(flag, 'flag:withdrawn', 'cleared_by_late_data', 'withdrawn')];
  const pending = changed(flag, 'flag:changed', 'clearing_data_doubtful', 'withdrawal_pending');
  if (proposal && !reopenable.has(proposal.status)) return [pending];
  return [
    pending,
    {
      topic: 'flag:raised',
      reason: proposal ? 'met_again' : 'condition_met',
      status: 'raised',
      standing: proposal,
      rule: 'AMD-01',
      ruleVersion: 0,
      occurrence: `${flag.rule}/${flag.occurrence}`,
      severity: 'query',
      raised: doubt,
    },
  ];
}

/** The events that cleared a flag and must be looked at by a person: corrections, and arrivals beyond the usual lag. */
function doubtfulData(flag: StandingFlag, state: CaseState, clearing: Clearing): Raised | undefined {
  const since = Math.max(flag.raisedAt, flag.decidedAt ?? -Infinity);
  const amended = state.amended.filter((a) => (a.arrivedAt ?? Infinity) >= since);
  const late = clearing.arrivals.filter(
    (d) =>
      d.arrivedAt >= since && d.arrivedAt - d.at > clearing.usualLag(d.sourceId) && !clearing.inOutage(d),
  );
  if (amended.length === 0 && late.length === 0) return undefined;
  return {
    result: 'raised',
    severity: 'query',
    occurrence: `${flag.rule}/${flag.occurrence}`,
    at: Math.max(...amended.map((a) => a.arrivedAt ?? a.at), ...late.map((d) => d.arrivedAt)),
    caseState: flag.caseState ?? 'concluded',
    facts: { clears: flag.rule, flagId: flag.flagId, by: amended.length > 0 ? 'amendment' : 'late_data' },
    events: [...amended.map((a) => a.by), ...late.map((d) => d.eventId)],
  };
}
