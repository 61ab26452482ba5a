import type { StoredCase } from '../cases/caseStore.ts';
import type { CaseVerdict } from '../domain/rules/judgeCase.ts';
import type { Raised } from '../domain/rules/rule.ts';
import type { ChangedFlagRow, NewFlagRow } from './flagStore.ts';
import { isLive, type FlagChange, type StandingFlag } from './reconcileFlags.ts';

/** What a flag keeps of why it was raised: enough to explain it, and to see whether it still says the same. */
function evidenceOf(raised: Raised, verdict: CaseVerdict): object {
  const clock = verdict.rounds.at(-1)?.clock;
  return {
    facts: raised.facts,
    factsText: JSON.stringify(raised.facts),
    events: raised.events,
    promisedDueAt: clock?.promised?.due ?? null,
    statutoryDueAt: clock?.statutory?.due ?? null,
    calendar: clock?.calendar.version.code ?? null,
  };
}

export function newFlagRow(row: StoredCase, verdict: CaseVerdict, change: FlagChange): NewFlagRow {
  const { facts, state } = row;
  const raised = change.raised;
  return {
    subject_kind: 'case',
    subject_id: facts.caseId,
    rule: change.rule,
    occurrence: change.occurrence,
    severity: change.severity,
    status: change.status,
    case_state: raised?.caseState ?? null,
    region: facts.region,
    department: facts.department,
    item: facts.item,
    step: raised?.step ?? state.round.steps.at(-1)?.step ?? null,
    source_id: facts.sourceId,
    occurred_at: new Date(raised?.at ?? facts.lastEventAt).toISOString(),
    rule_version: change.ruleVersion,
    item_revision: facts.itemRevision,
    calendar_revision: facts.calendarRevision,
    evidence: raised ? evidenceOf(raised, verdict) : {},
  };
}

export function changedFlagRow(
  verdict: CaseVerdict,
  change: FlagChange,
  standing: StandingFlag,
): ChangedFlagRow {
  return {
    flag_id: standing.flagId,
    reason: change.reason,
    status: change.status,
    severity: change.severity,
    case_state: change.raised?.caseState ?? standing.caseState,
    ended: !isLive(change.status),
    transition: change.reason !== 'facts_changed',
    occurred_at: change.raised ? new Date(change.raised.at).toISOString() : null,
    evidence: change.raised ? evidenceOf(change.raised, verdict) : null,
    rule_version: change.ruleVersion,
  };
}
