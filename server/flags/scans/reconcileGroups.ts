import type { FlagStatus, RuleId, Severity } from '#contract/rule';
import type { GroupFinding } from '../../domain/rules/many/manyRule.ts';
import type { ChangedFlagRow, NewFlagRow, SubjectKind } from '../flagStore.ts';
import type { FlagReason, FlagTopic } from '../reconcileFlags.ts';
import { isLive, mayReopen, severityNow } from '../standingFlag.ts';
import type { ScannedGroup } from './scanGroup.ts';

export interface StandingGroupFlag {
  flagId: number;
  subjectKind: SubjectKind;
  subjectId: string;
  rule: RuleId;
  occurrence: string;
  severity: Severity;
  status: FlagStatus;
  facts: string;
  /** As a case's flag has them. */
  decidedAt?: number | null;
  pendingFrom?: FlagStatus | null;
}

export interface GroupChanges {
  added: NewFlagRow[];
  changed: { topic: FlagTopic; flag: ChangedFlagRow }[];
}

/** What evidence lists of a finding's cases and events; their full count stands beside. */
const mostListed = 200;
/** What is decided about the catalogue or the source, not by data of the department itself. */
const clearsByItself: ReadonlySet<string> = new Set(['outage', 'machine', 'seasonal']);

/**
 * Compares what scans found with the flags that stand. A finding raises one flag a subject, rule and occurrence, or
 * reopens the one that had ended by itself; one that a person ended stays ended, and what a person has judged does not
 * end with its condition. The same finding again changes nothing.
 */
export function reconcileGroups(
  groups: readonly ScannedGroup[],
  standing: readonly StandingGroupFlag[],
): GroupChanges {
  const bySubject = new Map<string, StandingGroupFlag[]>();
  for (const flag of standing) {
    const key = `${flag.rule}\n${flag.subjectKind}\n${flag.subjectId}`;
    bySubject.set(key, [...(bySubject.get(key) ?? []), flag]);
  }
  const changes: GroupChanges = { added: [], changed: [] };
  for (const group of groups) {
    const key = `${group.rule}\n${group.subject.kind}\n${group.subject.id}`;
    const flag = flagOf(group, bySubject.get(key) ?? []);
    if (group.judgement.result === 'raised') raise(group, group.judgement, flag, changes);
    else if (flag && isLive(flag.status)) end(group, flag, changes);
  }
  return changes;
}

/** What goes on until it is mended ends in whichever occurrence it is flagged. */
function flagOf(group: ScannedGroup, flags: readonly StandingGroupFlag[]): StandingGroupFlag | undefined {
  const { occurrence, since, judgement, whenGone } = group;
  const over = judgement.result !== 'raised' && whenGone === 'resolved';
  const same = flags.filter((f) =>
    over ? isLive(f.status) : f.occurrence === occurrence || (since !== undefined && f.occurrence >= since),
  );
  return same.toSorted((a, b) => (a.occurrence < b.occurrence ? 1 : -1))[0];
}

function raise(
  group: ScannedGroup,
  finding: GroupFinding,
  flag: StandingGroupFlag | undefined,
  { added, changed }: GroupChanges,
): void {
  if (!flag) {
    added.push(newRow(group, finding));
    return;
  }
  const change = (topic: FlagTopic, reason: FlagReason, status: FlagStatus) =>
    changed.push({ topic, flag: changedRow(group, flag, reason, status, finding) });
  if (mayReopen(flag)) change('flag:raised', 'met_again', 'raised');
  else if (flag.status === 'withdrawal_pending')
    change('flag:changed', 'met_again', flag.pendingFrom ?? 'raised');
  else if (isLive(flag.status) && flag.facts !== JSON.stringify(finding.facts))
    change('flag:changed', 'facts_changed', flag.status);
}

function end(group: ScannedGroup, flag: StandingGroupFlag, { changed }: GroupChanges): void {
  const { judgement, whenGone } = group;
  const change = (topic: FlagTopic, reason: FlagReason, status: FlagStatus) =>
    changed.push({ topic, flag: changedRow(group, flag, reason, status, undefined) });
  if (judgement.result === 'not_evaluable' || flag.status === 'withdrawal_pending') return;
  if (flag.decidedAt != null) return;
  if (judgement.result === 'exempt' && clearsByItself.has(judgement.reason))
    change('flag:withdrawn', 'cleared_by_late_data', 'withdrawn');
  else if (whenGone === 'resolved') change('flag:changed', 'ended', 'resolved');
  else if (whenGone === 'pending') change('flag:changed', 'clearing_data_doubtful', 'withdrawal_pending');
}

function evidenceOf({ facts, cases, events }: GroupFinding): object {
  return {
    facts,
    factsText: JSON.stringify(facts),
    events: events.slice(0, mostListed),
    cases: cases.slice(0, mostListed),
    caseCount: cases.length,
  };
}

function newRow(
  { rule, ruleVersion, subject, occurrence, place }: ScannedGroup,
  finding: GroupFinding,
): NewFlagRow {
  return {
    subject_kind: subject.kind,
    subject_id: subject.id,
    rule,
    occurrence,
    severity: finding.severity,
    status: 'raised',
    case_state: null,
    region: place.region,
    department: place.department,
    item: place.item,
    step: null,
    source_id: place.sourceId,
    occurred_at: new Date(finding.at).toISOString(),
    rule_version: ruleVersion,
    item_revision: null,
    calendar_revision: null,
    evidence: evidenceOf(finding),
  };
}

function changedRow(
  { ruleVersion }: ScannedGroup,
  flag: StandingGroupFlag,
  reason: FlagReason,
  status: FlagStatus,
  finding: GroupFinding | undefined,
): ChangedFlagRow {
  return {
    flag_id: flag.flagId,
    reason,
    status,
    severity: finding ? severityNow(flag, finding.severity) : flag.severity,
    case_state: null,
    ended: !isLive(status),
    transition: reason !== 'facts_changed',
    occurred_at: null,
    evidence: finding ? evidenceOf(finding) : null,
    rule_version: ruleVersion,
  };
}
