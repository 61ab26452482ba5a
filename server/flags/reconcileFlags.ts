import { severities, type FlagStatus, type RuleId, type Severity } from '#contract/rule';
import type { CaseState } from '../domain/cases/caseState.ts';
import type { CaseVerdict } from '../domain/rules/judgeCase.ts';
import type { Raised } from '../domain/rules/rule.ts';
import { doubtfulData, type Clearing } from './doubtfulData.ts';
import { isLive, isReopenable, mayReopen, severityNow, type StandingFlag } from './standingFlag.ts';

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

/** Right as long as it lasted: what ends it is no proof against it. */
const passing: ReadonlySet<RuleId> = new Set(['TIM-01', 'TIM-05']);

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
    if (!isLive(flag.status) || flag.rule === 'AMD-01') continue;
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
  return proposal && isLive(proposal.status) ? [changed(proposal, 'flag:changed', 'ended', 'resolved')] : [];
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
  if (flag.listedOn != null && isReopenable(flag.status)) return undefined;
  if (mayReopen(flag)) return { topic: 'flag:raised', reason: 'met_again', status: 'raised' };
  if (flag.status === 'withdrawal_pending')
    return { topic: 'flag:changed', reason: 'met_again', status: flag.pendingFrom ?? 'raised' };
  if (!isLive(flag.status)) return undefined;
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
  if (proposal && !isReopenable(proposal.status)) return [pending];
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
