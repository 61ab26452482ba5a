import type { ItemVersion } from '#contract/item';
import type { Instant } from '#contract/time';
import type { FlagCard } from '#contract/wall';
import type { StoredCase } from '../cases/caseStore.ts';
import type { CaseVerdict } from '../domain/rules/judgeCase.ts';
import type { Raised } from '../domain/rules/rule.ts';
import type { ChangedFlagRow } from './flagStore.ts';
import type { CaseFlag } from './insertCaseFlags.ts';
import type { FlagChange } from './reconcileFlags.ts';
import { isLive, type StandingFlag } from './standingFlag.ts';

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

export function newCaseFlag(
  { facts, state }: StoredCase,
  verdict: CaseVerdict,
  change: FlagChange,
): CaseFlag {
  const { raised } = change;
  return {
    caseId: facts.caseId,
    rule: change.rule,
    occurrence: change.occurrence,
    severity: change.severity,
    status: change.status,
    caseState: raised?.caseState ?? null,
    region: facts.region,
    department: facts.department,
    item: facts.item,
    step: raised?.step ?? state.round.steps.at(-1)?.step ?? null,
    sourceId: facts.sourceId,
    occurredAt: raised?.at ?? facts.lastEventAt,
    ruleVersion: change.ruleVersion,
    itemRevision: facts.itemRevision,
    calendarRevision: facts.calendarRevision,
    facts: raised?.facts ?? {},
    evidence: JSON.stringify(raised ? evidenceOf(raised, verdict) : {}),
  };
}

/** As `flagCards` reads it, without reading. */
export function cardOf(
  flagId: number,
  flag: CaseFlag,
  item: ItemVersion | undefined,
  now: Instant,
): FlagCard {
  const { rule, severity, status, caseState, caseId, region, department, step, facts } = flag;
  return {
    flagId,
    rule,
    severity,
    status,
    caseState,
    caseId,
    region,
    department,
    item: flag.item,
    itemName: item?.shortName ?? item?.name ?? null,
    step,
    occurredAt: new Date(flag.occurredAt).toISOString(),
    raisedAt: new Date(now).toISOString(),
    facts,
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
    calendar_revision: change.raised
      ? (verdict.rounds.at(-1)?.clock.calendar.version.revision ?? null)
      : null,
  };
}
